package dev.berth.session;

import dev.berth.account.Account;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.LongTask;
import dev.berth.transfer.Transfer;
import io.vertx.core.Future;

/// Something goes on for which lines have to wait, those excepted that may be answered meanwhile.
public sealed interface Busy extends SessionState {

    /// The session as it was when it began.
    LoggedIn after();

    /// The command that began it.
    String verb();

    /// How far it is, in words for STAT.
    String progress();

    /// Calls it off (ABOR, or the end of the session); it ends soon.
    void abort();

    /// The account may do other things from now on.
    Busy as(Account other);

    /// Whether it shall go on to its end although the client has left.
    boolean outlivesTheClient();

    @Override
    default Origin origin() {
        return after().origin();
    }

    @Override
    default Parameters parameters() {
        return after().parameters();
    }

    /// Between 150 and the reply that ends the transfer.
    ///
    /// @param after the state that follows
    /// @param transfer what is moving
    /// @param verb the command that began it
    /// @param path the file or directory
    record Transferring(LoggedIn after, Transfer transfer, String verb, FtpPath path) implements Busy {

        @Override
        public String progress() {
            return "Transferring: " + transfer.octets() + " bytes moved in "
                    + transfer.age().toSeconds() + " s";
        }

        @Override
        public void abort() {
            transfer.abort();
        }

        @Override
        public boolean outlivesTheClient() {
            return transfer.isMoving();
        }

        @Override
        public Transferring as(Account other) {
            return new Transferring(after.as(other), transfer, verb, path);
        }

        @Override
        public Transferring with(Parameters other) {
            return new Transferring(after.with(other), transfer, verb, path);
        }
    }

    /// A command that takes long, such as HASH of a large file: from its line to its reply.
    ///
    /// @param after the session as it was when it began
    /// @param task to be called off
    /// @param verb the command
    /// @param ended its step; never fails
    record Working(LoggedIn after, LongTask task, String verb, Future<Step> ended) implements Busy {

        @Override
        public String progress() {
            return "Working: " + verb + ", " + task.done() + " bytes or entries done";
        }

        @Override
        public void abort() {
            task.cancel();
        }

        @Override
        public boolean outlivesTheClient() {
            return false;
        }

        @Override
        public Working as(Account other) {
            return new Working(after.as(other), task, verb, ended);
        }

        @Override
        public Working with(Parameters other) {
            return new Working(after.with(other), task, verb, ended);
        }
    }
}
