package dev.berth.storage.local;

import dev.berth.protocol.FtpPath;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.util.List;

/// Makes symbolic links that lead downwards only, for whoever follows them: a web server beside us knows of no view,
/// and a link with `..` in it may be moved to where that leads out.
final class Links {

    private Links() {}

    static void make(Tree tree, FtpPath target, FtpPath at) {
        if (at.isRoot()) {
            throw new StorageException(Reason.ALREADY_EXISTS, "the root");
        }
        Names.creatable(at.name());
        List<String> above = at.parent().names();
        List<String> names = target.names();
        if (names.size() <= above.size() || !names.subList(0, above.size()).equals(above)) {
            throw new StorageException(Reason.DENIED, "a link leads to its own directory or below it");
        }
        String downwards = Names.existing(new FtpPath(names.subList(above.size(), names.size())));
        try (Tree.Place place = tree.place(at)) {
            Errno.check(Inodes.symlink(downwards, place.directory(), place.name()), "symlink");
        }
    }
}
