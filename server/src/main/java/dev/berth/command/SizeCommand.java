package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.net.Repeat;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.TransferType;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.ReadableFile;
import dev.berth.transfer.LineEnds;
import io.vertx.core.Future;
import java.nio.ByteBuffer;

/// `SIZE <SP> <pathname>`: SIZE OF FILE, RFC 3659 §4: the octets that RETR would send, which in TYPE A have to be
/// counted.
record SizeCommand() implements FtpCommand.Restricted<Pathname> {

    /// Counting reads the file; a larger one is refused, as §4.3 allows.
    static final long LARGEST_COUNTED = 16 << 20;

    private static final int PIECE = 64 << 10;

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("SIZE")
                .taking(Syntax.PATHNAME, "<SP> pathname")
                .needing(Permission.LIST)
                .announced("SIZE");
    }

    @Override
    public Future<Step> run(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        return session.files().facts(path).compose(facts -> {
            Permissions.require(session, path, Permission.LIST);
            if (!facts.isFile()) {
                throw new Refused(ReplyCode.FILE_UNAVAILABLE, "Not a regular file");
            }
            return session.parameters().type() == TransferType.IMAGE
                    ? Future.succeededFuture(says(facts.size(), session))
                    : counted(path, facts.size(), session);
        });
    }

    private static Future<Step> counted(FtpPath path, long size, LoggedIn session) {
        if (size > LARGEST_COUNTED) {
            throw new Refused(ReplyCode.FILE_UNAVAILABLE, "Too large to count in TYPE A; use TYPE I");
        }
        return session.files().read(path).compose(file -> {
            var count = new Count(file);
            return Repeat.whileTrue(count::next).eventually(file::close).map(_ -> says(count.octets, session));
        });
    }

    private static Step says(long size, LoggedIn session) {
        return session.says(ReplyCode.FILE_STATUS, Long.toString(size));
    }

    private static final class Count {
        private final ReadableFile file;
        private final LineEnds lineEnds = new LineEnds();
        private long position;
        private long octets;

        Count(ReadableFile file) {
            this.file = file;
        }

        Future<Boolean> next() {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            return file.read(piece, position).map(count -> {
                if (count < 0) {
                    return false;
                }
                position += count;
                octets += count + lineEnds.added(piece.flip());
                return octets <= 2 * LARGEST_COUNTED;
            });
        }
    }
}
