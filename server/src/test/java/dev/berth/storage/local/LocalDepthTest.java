package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.octets;
import static dev.berth.storage.StorageContract.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.protocol.FtpPath;
import dev.berth.storage.Files;
import dev.berth.storage.Growth;
import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode.Replace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Directories that lie deeper in each other than any path can say.
class LocalDepthTest {

    /// Two such paths are longer than the kernel takes one.
    private static final int LEVELS = 1_400;

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    @Test
    void what_no_path_reaches_is_counted_and_removed() {
        FtpPath bottom = chain("x", LEVELS);
        store(bottom.child("f"));
        FtpPath other = chain("y", LEVELS);
        await(files().rename(path("x"), other.child("x"), false));
        store(path("y/g"));

        assertThat(await(files().content(FtpPath.ROOT))).isEqualTo(new Growth(2, 2));
        assertThat(reasonOf(files().copy(path("y"), path("z"), false, new LongTask())))
                .isEqualTo(Reason.UNSUPPORTED);
        assertThat(reasonOf(files().facts(path("z")))).isEqualTo(Reason.NOT_FOUND);

        LongTask removing = new LongTask();
        await(files().removeTree(path("y"), removing));
        assertThat(removing.growth()).isEqualTo(new Growth(-2, -2));
        assertThat(fixture.home()).isEmptyDirectory();
    }

    @Test
    void deep_down_every_directory_of_many_is_counted_once() {
        FtpPath bottom = chain("x", 70);
        for (int i = 0; i < 100; i++) {
            FtpPath directory = bottom.child("d" + i);
            await(files().makeDirectory(directory));
            store(directory.child("f"));
            store(bottom.child("f" + i));
        }
        assertThat(await(files().content(FtpPath.ROOT))).isEqualTo(new Growth(200, 200));
        await(files().removeTree(path("x"), new LongTask()));
    }

    private FtpPath chain(String top, int levels) {
        FtpPath path = path(top);
        await(files().makeDirectory(path));
        for (int i = 1; i < levels; i++) {
            path = path.child("a");
            await(files().makeDirectory(path));
        }
        return path;
    }

    private void store(FtpPath path) {
        Upload upload = await(files().write(path, new Replace(true)));
        await(upload.write(octets("1")));
        await(upload.commit());
    }

    private Files files() {
        return fixture.files();
    }
}
