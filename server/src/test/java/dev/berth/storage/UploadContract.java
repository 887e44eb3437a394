package dev.berth.storage;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.octets;
import static dev.berth.storage.StorageContract.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.WriteMode.Append;
import dev.berth.storage.WriteMode.Replace;
import dev.berth.storage.WriteMode.ResumeAt;
import dev.berth.storage.WriteMode.Within;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Storage] does with uploads.
interface UploadContract extends StoredFiles {

    @Test
    default void nothing_shows_before_the_commit() {
        Upload upload = await(files().write(path("a"), new Replace(true)));
        await(upload.write(octets("half")));

        assertThat(names("/")).isEmpty();
        assertThat(reasonOf(files().facts(path("a")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(upload.written()).isEqualTo(4);

        await(upload.commit());
        assertThat(names("/")).containsExactly("a");
    }

    @Test
    default void a_broken_replacement_leaves_the_file_as_it_was() {
        store("a", "whole");
        Upload upload = await(files().write(path("a"), new Replace(true)));
        await(upload.write(octets("ha")));
        await(upload.abandon());

        assertThat(contentOf("a")).isEqualTo("whole");
        assertThat(names("/")).containsExactly("a");
    }

    @Test
    default void what_arrived_of_a_new_file_is_kept_and_resumed() {
        Upload upload = await(files().write(path("a"), new Replace(true)));
        await(upload.write(octets("half ")));
        await(upload.abandon());
        assertThat(contentOf("a")).isEqualTo("half ");

        Upload rest = await(files().write(path("a"), new ResumeAt(5)));
        await(rest.write(octets("and half")));
        assertThat(await(rest.commit())).isEqualTo(13);
        assertThat(contentOf("a")).isEqualTo("half and half");
    }

    @Test
    default void of_an_upload_without_an_octet_nothing_stays() {
        await(await(files().write(path("a"), new Replace(true))).abandon());
        await(await(files().write(path("b"), new Append())).abandon());

        assertThat(names("/")).isEmpty();
    }

    @Test
    default void an_empty_file_is_a_file() {
        Upload upload = await(files().write(path("a"), new Replace(false)));

        assertThat(await(upload.commit())).isZero();
        assertThat(contentOf("a")).isEmpty();
    }

    @Test
    default void what_is_there_is_not_replaced_unless_that_is_wanted() {
        store("a", "1");
        assertThat(reasonOf(files().write(path("a"), new Replace(false)))).isEqualTo(Reason.ALREADY_EXISTS);

        Upload late = await(files().write(path("b"), new Replace(false)));
        await(late.write(octets("late")));
        store("b", "early");
        assertThat(reasonOf(late.commit())).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(contentOf("b")).isEqualTo("early");
        assertThat(names("/")).containsExactly("a", "b");
    }

    @Test
    default void the_last_commit_wins() {
        Upload first = await(files().write(path("a"), new Replace(true)));
        Upload second = await(files().write(path("a"), new Replace(true)));
        await(first.write(octets("first")));
        await(second.write(octets("second")));
        await(second.commit());
        await(first.commit());

        assertThat(contentOf("a")).isEqualTo("first");
    }

    @Test
    default void appending_makes_or_lengthens() {
        for (String part : List.of("one,", "two")) {
            Upload upload = await(files().write(path("log"), new Append()));
            await(upload.write(octets(part)));
            await(upload.commit());
        }
        assertThat(contentOf("log")).isEqualTo("one,two");

        Upload broken = await(files().write(path("log"), new Append()));
        await(broken.write(octets(",thr")));
        assertThat(broken.written()).isEqualTo(4);
        await(broken.abandon());
        assertThat(contentOf("log")).isEqualTo("one,two,thr");
    }

    @Test
    default void resuming_cuts_off_what_is_behind_when_the_first_octet_comes() {
        store("a", "0123456789");
        await(await(files().write(path("a"), new ResumeAt(4))).abandon());
        assertThat(contentOf("a")).isEqualTo("0123456789");

        Upload upload = await(files().write(path("a"), new ResumeAt(4)));
        await(upload.write(octets("xy")));
        assertThat(await(upload.commit())).isEqualTo(6);
        assertThat(contentOf("a")).isEqualTo("0123xy");

        await(await(files().write(path("a"), new ResumeAt(2))).commit());
        assertThat(contentOf("a")).isEqualTo("01");
    }

    @Test
    default void a_piece_is_written_and_nothing_else() {
        store("a", "hello world");
        Upload upload = await(files().write(path("a"), new Within(new Extent(6, 11))));
        await(upload.write(octets("WORLD")));
        assertThat(await(upload.commit())).isEqualTo(11);
        assertThat(contentOf("a")).isEqualTo("hello WORLD");
        assertThat(upload.growth()).isEqualTo(Growth.NONE);

        Upload shorter = await(files().write(path("a"), new Within(new Extent(0, 5))));
        await(shorter.write(octets("HE")));
        assertThat(reasonOf(shorter.commit())).isEqualTo(Reason.NOT_THE_RANGE);
        Upload longer = await(files().write(path("a"), new Within(new Extent(0, 2))));
        assertThat(reasonOf(longer.write(octets("hello")))).isEqualTo(Reason.NOT_THE_RANGE);
        await(longer.abandon());
        assertThat(contentOf("a")).isEqualTo("HEllo WORLD");
        assertThat(reasonOf(files().write(path("a"), new Within(new Extent(12, 13)))))
                .isEqualTo(Reason.BEYOND_END);
        assertThat(reasonOf(files().write(path("no"), new Within(new Extent(1, 2)))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    default void a_restart_point_beyond_the_end_is_refused() {
        store("a", "123");

        assertThat(reasonOf(files().write(path("a"), new ResumeAt(4)))).isEqualTo(Reason.BEYOND_END);
        await(await(files().write(path("a"), new ResumeAt(3))).abandon());
    }

    @Test
    default void one_writes_in_place_at_a_time() {
        store("a", "123");
        Upload upload = await(files().write(path("a"), new Append()));

        assertThat(reasonOf(files().write(path("a"), new Append()))).isEqualTo(Reason.BUSY);
        assertThat(reasonOf(files().write(path("a"), new ResumeAt(1)))).isEqualTo(Reason.BUSY);
        await(upload.commit());
        await(await(files().write(path("a"), new Append())).abandon());
    }

    @Test
    default void an_upload_ends_once() {
        Upload upload = await(files().write(path("a"), new Replace(true)));
        await(upload.write(octets("x")));
        await(upload.commit());

        await(upload.abandon());
        assertThat(reasonOf(upload.commit())).isEqualTo(Reason.BROKEN);
        assertThat(reasonOf(upload.write(octets("y")))).isEqualTo(Reason.BROKEN);
        assertThat(contentOf("a")).isEqualTo("x");
    }
}
