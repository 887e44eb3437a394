package dev.berth.command;

import dev.berth.account.PasswordRefused;
import dev.berth.protocol.Reply;
import dev.berth.protocol.ReplyCode;
import dev.berth.quota.QuotaReached;
import dev.berth.storage.StorageException;
import dev.berth.tenant.DirectoryUnavailable;
import dev.berth.transfer.NoPort;
import dev.berth.transfer.Outcome;

/// The one place where a failure becomes a reply (PROTOCOL §5). The texts are constants: what an exception says is
/// for the log.
final class Failures {

    private Failures() {}

    /// The reply to a command that failed.
    static Reply toReply(Throwable cause) {
        return switch (cause) {
            case Refused refused -> Reply.of(refused.code(), refused.text());
            case StorageException failure -> ofStorage(failure);
            case PasswordRefused refused -> ofPassword(refused);
            case QuotaReached reached -> Reply.of(ReplyCode.ALLOCATION_EXCEEDED, reached.words());
            case NoPort none -> Reply.of(ReplyCode.CANNOT_OPEN_DATA, "No data port: " + none.words());
            case DirectoryUnavailable _ ->
                Reply.of(ReplyCode.LOCAL_ERROR, "The accounts cannot be asked at this moment; try again later");
            default -> Reply.of(ReplyCode.LOCAL_ERROR, "Internal error; try again later");
        };
    }

    /// The reply that ends a transfer.
    static Reply toReply(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed _ -> Reply.of(ReplyCode.CLOSING_DATA, "Transfer complete");
            case Outcome.NoConnection missing -> Reply.of(ReplyCode.CANNOT_OPEN_DATA, missing.detail());
            case Outcome.Insecure insecure -> Reply.of(ReplyCode.DATA_NOT_SECURE, insecure.detail());
            case Outcome.Truncated _ ->
                Reply.of(ReplyCode.TRANSFER_ABORTED, "The data ended without TLS close_notify, so it may not be all");
            case Outcome.Broken _ -> Reply.of(ReplyCode.TRANSFER_ABORTED, "The data connection broke");
            case Outcome.Restricted restricted -> Reply.of(ReplyCode.TRANSFER_ABORTED, restricted.words());
            case Outcome.Garbled garbled -> Reply.of(ReplyCode.TRANSFER_ABORTED, garbled.detail());
            case Outcome.Stalled _ -> Reply.of(ReplyCode.TRANSFER_ABORTED, "Nothing moved for too long");
            case Outcome.Aborted _ -> Reply.of(ReplyCode.TRANSFER_ABORTED, "Transfer aborted");
            case Outcome.StorageFailed failed -> ofStorage(failed.cause());
        };
    }

    /// Whether it is worth a line in the log: the server's own trouble, not the client's.
    static boolean isOurs(Throwable cause) {
        return switch (cause) {
            case Refused _, PasswordRefused _, QuotaReached _, NoPort _ -> false;
            case StorageException failure -> failure.reason() == StorageException.Reason.BROKEN;
            default -> true;
        };
    }

    private static Reply ofPassword(PasswordRefused refused) {
        String words = String.valueOf(refused.getMessage());
        return switch (refused.reason()) {
            case WRONG -> Reply.of(ReplyCode.NOT_LOGGED_IN, words);
            case UNFIT -> Reply.of(ReplyCode.BAD_PARAMETER, words);
            case FIXED -> Reply.of(ReplyCode.FILE_UNAVAILABLE, words);
            case BUSY -> Reply.of(ReplyCode.LOCAL_ERROR, words);
        };
    }

    private static Reply ofStorage(StorageException failure) {
        return switch (failure.reason()) {
            case NOT_FOUND -> Reply.of(ReplyCode.FILE_UNAVAILABLE, "No such file or directory");
            case ALREADY_EXISTS -> Reply.of(ReplyCode.FILE_UNAVAILABLE, "There is something of that name already");
            case NOT_A_DIRECTORY -> Reply.of(ReplyCode.FILE_UNAVAILABLE, "Not a directory");
            case IS_A_DIRECTORY -> Reply.of(ReplyCode.FILE_UNAVAILABLE, "Is a directory");
            case NOT_EMPTY -> Reply.of(ReplyCode.FILE_UNAVAILABLE, "The directory is not empty");
            case DENIED -> Reply.of(ReplyCode.FILE_UNAVAILABLE, Permissions.DENIED);
            case NAME_REFUSED -> Reply.of(ReplyCode.NAME_NOT_ALLOWED, "That name is not possible here");
            case SHARED_FOLDER ->
                Reply.of(ReplyCode.FILE_UNAVAILABLE, "A shared folder stays where it is, as does what it is in");
            case OTHER_FOLDER ->
                Reply.of(ReplyCode.NAME_NOT_ALLOWED, "That is in another folder: store it there and delete it here");
            case BUSY -> Reply.of(ReplyCode.FILE_BUSY, "Another session is writing this file");
            case REPLACED ->
                Reply.of(ReplyCode.FILE_BUSY, "Another session has replaced or removed this file meanwhile");
            case BEYOND_END -> Reply.of(ReplyCode.INVALID_RESTART, "The restart point is beyond the end of the file");
            case NOT_THE_RANGE -> Reply.of(ReplyCode.INVALID_RESTART, "What came is not as long as the range");
            case NO_SPACE -> Reply.of(ReplyCode.NO_SPACE, "There is no space left");
            case QUOTA_REACHED -> Reply.of(ReplyCode.ALLOCATION_EXCEEDED, String.valueOf(failure.getMessage()));
            case ROOM_UNKNOWN ->
                Reply.of(ReplyCode.LOCAL_ERROR, "What the quota leaves cannot be told at this moment; try again later");
            case UNSUPPORTED -> Reply.of(ReplyCode.BAD_PARAMETER, "The storage cannot do this");
            case CANCELLED -> Reply.of(ReplyCode.TRANSFER_ABORTED, "Aborted");
            case BROKEN -> Reply.of(ReplyCode.LOCAL_ERROR, "The storage does not work; try again later");
        };
    }
}
