package dev.berth.deploy.ctl.foreign;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// SFTPGo's `dumpdata`: an object in JSON with the list `users`. What has no counterpart, or only a wider one, is
/// noted.
record SftpGoDump() implements Format.Reader {

    private static final int KIB = 1024;

    @Override
    public List<Row> read(Source source) throws SourceUnreadable {
        JsonArray users = users(source);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            Object each = users.getValue(i);
            String place = "users[" + i + "]";
            rows.add(Source.row(place, String.valueOf(each), () -> name(each), () -> {
                if (!(each instanceof JsonObject object)) {
                    throw new RowRefused("is not an object");
                }
                return account(source, place, new Member(object, ""));
            }));
        }
        return rows;
    }

    private static JsonArray users(Source source) throws SourceUnreadable {
        try {
            if (new JsonObject(source.text()).getValue("users") instanceof JsonArray users) {
                return users;
            }
        } catch (DecodeException _) {
            // Its message might show a part of the file.
        }
        throw new SourceUnreadable("The file is not an object in JSON with a list named users");
    }

    private static String name(Object user) {
        return user instanceof JsonObject object && object.getValue("username") instanceof String name ? name : "";
    }

    private static ForeignAccount account(Source source, String place, Member user) {
        Member filters = user.inner("filters");
        var draft = new Draft(source, place, user.text("username"))
                .hash(user.text("password"))
                .home(user.text("home_dir"))
                .quota("quota_size", text(user.number("quota_size")), "octets")
                .quota("quota_files", text(user.number("quota_files")), "files")
                .limit("max_sessions", text(user.number("max_sessions")), "sessions")
                .limit("upload_bandwidth", text(user.number("upload_bandwidth")), "uploadPerSession", kb -> kb * KIB)
                .limit(
                        "download_bandwidth",
                        text(user.number("download_bandwidth")),
                        "downloadPerSession",
                        kb -> kb * KIB)
                .limit("filters.max_upload_file_size", text(filters.number("max_upload_file_size")), "fileSize")
                .login(filters.texts("allowed_ip"), filters.texts("denied_ip"), hours(filters));
        SftpGoPermissions.put(draft, user.inner("permissions"), filters.objects("file_patterns"));
        if (filters.truth("require_password_change")) {
            draft.term("mustChangePassword", true);
        }
        if (user.number("expiration_date") > 0) {
            draft.term(
                    "expires",
                    Instant.ofEpochMilli(user.number("expiration_date")).toString());
        }
        if (user.number("status") != 1) {
            draft.disabled("is inactive");
        }
        if (filters.texts("denied_protocols").contains("FTP")) {
            draft.disabled("FTP is a denied protocol");
        }
        if (filters.texts("denied_login_methods").contains("password")) {
            draft.disabled("password is a denied login method");
        }
        uncarried(draft, user, filters);
        return draft.done();
    }

    private static void uncarried(Draft draft, Member user, Member filters) {
        draft.owner(text(user.number("uid")), text(user.number("gid")));
        if (user.inner("filesystem").number("provider") != 0) {
            draft.note("files are not in a directory of that machine (filesystem.provider)");
        }
        user.objects("virtual_folders").forEach(folder -> draft.note("virtual folder " + folder.text("virtual_path")));
        user.objects("groups").forEach(group -> draft.note("group " + group.text("name")));
        if (!user.list("public_keys").isEmpty()) {
            draft.note("public keys");
        }
        if (filters.inner("totp_config").truth("enabled")) {
            draft.note("second factor");
        }
        draft.noteIf(text(user.number("total_data_transfer")), "total_data_transfer");
        draft.noteIf(text(user.number("upload_data_transfer")), "upload_data_transfer");
        draft.noteIf(text(user.number("download_data_transfer")), "download_data_transfer");
        draft.noteIf(filters.text("start_directory"), "start directory");
    }

    private static String text(long number) {
        return number < 0 ? "" : String.valueOf(number);
    }

    /// `access_time`: Sunday is 0 there.
    private static JsonArray hours(Member filters) {
        var hours = new JsonArray();
        for (Member each : filters.objects("access_time")) {
            long day = each.number("day_of_week");
            if (day < 0 || day > 6) {
                throw new RowRefused("filters.access_time.day_of_week", "is 0 to 6");
            }
            String name = DayOfWeek.SUNDAY.plus(day).name().toLowerCase(Locale.ROOT);
            hours.add(new JsonObject()
                    .put("days", new JsonArray().add(name))
                    .put("from", each.text("from"))
                    .put("to", each.text("to")));
        }
        return hours;
    }
}
