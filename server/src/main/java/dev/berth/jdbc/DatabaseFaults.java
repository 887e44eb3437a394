package dev.berth.jdbc;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.h2.api.ErrorCode;

/// Turns what a driver throws into one sentence.
final class DatabaseFaults {

    private DatabaseFaults() {}

    /// What to tell the person who runs the node.
    ///
    /// @param failure what was thrown while `url` was opened
    static DatabaseUnavailable explain(DatabaseUrl url, String user, Throwable failure) {
        if (failure instanceof DatabaseUnavailable told) {
            return told;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return new DatabaseUnavailable(sentence(url, user, sql), failure);
            }
        }
        return new DatabaseUnavailable("cannot open " + url.place() + ": " + reason(failure), failure);
    }

    /// Whether the database itself is out of reach, as opposed to a statement that it refused.
    static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
            }
        }
        return false;
    }

    private static String sentence(DatabaseUrl url, String user, SQLException failure) {
        return switch (url.vendor()) {
            case H2 -> h2(url, user, failure);
            case POSTGRESQL -> postgresql(url, user, failure);
        };
    }

    private static String h2(DatabaseUrl url, String user, SQLException failure) {
        return switch (failure.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                url.place()
                        + " is in use by another process; end that one, or give this one another directory (node.data)";
            case ErrorCode.WRONG_USER_OR_PASSWORD ->
                url.place() + " does not accept the user \"" + user
                        + "\" with the password given (database.user, database.password)";
            case ErrorCode.FILE_CREATION_FAILED_1, ErrorCode.DATABASE_IS_READ_ONLY ->
                url.place() + " cannot be written; check who owns its directory";
            case ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1, ErrorCode.UNSUPPORTED_SETTING_1 ->
                url.place() + " cannot be read: " + reason(failure);
            default -> "cannot open " + url.place() + ": " + reason(failure);
        };
    }

    private static String postgresql(DatabaseUrl url, String user, SQLException failure) {
        String state = failure.getSQLState();
        if (state.equals("28P01") || state.startsWith("28")) {
            return url.place() + " does not accept the user \"" + user
                    + "\" with the password given (database.user, database.password)";
        }
        if (state.equals("3D000")) {
            return url.place() + " has no such database; create it, or correct database.url";
        }
        if (state.startsWith("53")) {
            return url.place() + " has no connection left; lower database.poolSize or raise its max_connections";
        }
        if (state.equals("57P03")) {
            return url.place() + " is starting up or shutting down; try again";
        }
        if (state.equals("42501")) {
            return "the user \"" + user + "\" may not make tables in " + url.place() + ": " + reason(failure);
        }
        if (state.startsWith("08")) {
            return "cannot connect to " + url.place() + ": " + connectReason(failure);
        }
        return "cannot open " + url.place() + ": " + reason(failure);
    }

    private static String connectReason(SQLException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof UnknownHostException) {
            return "no such host";
        }
        return cause == null ? reason(failure) : reason(cause);
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
