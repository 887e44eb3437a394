package dev.berth.command;

import dev.berth.protocol.FtpPath;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import io.vertx.core.Future;

/// How large a file may be that is read for nothing but its hash.
///
/// @param octets the largest size
record HashLimit(long octets) {

    /// Looks at the size before anything is read.
    ///
    /// @return fails with [Refused] when the file is too large, or is none
    Future<Void> require(FtpPath path, LoggedIn session) {
        return session.files().facts(path).compose(facts -> {
            if (facts.isDirectory()) {
                throw new Refused(ReplyCode.FILE_UNAVAILABLE, "A directory has no hash");
            }
            if (facts.size() > octets) {
                throw new Refused(ReplyCode.FILE_UNAVAILABLE, "The file is too large to be hashed here");
            }
            return Future.succeededFuture();
        });
    }
}
