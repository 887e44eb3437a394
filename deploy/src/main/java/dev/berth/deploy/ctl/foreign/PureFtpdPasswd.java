package dev.berth.deploy.ctl.foreign;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `pureftpd.passwd`, the text that `pure-pw mkdb` makes a puredb of: 18 fields (README.Virtual-Users). Bandwidth is in
/// octets a second and the quota in octets there, whatever `pure-pw` takes.
record PureFtpdPasswd() implements Format.Reader {

    private static final Pattern HOURS = Pattern.compile("(\\d{1,4})-(\\d{1,4})");

    @Override
    public List<Row> read(Source source) {
        return Colons.read(
                source,
                6,
                (draft, fields) -> draft.hash(fields.at(1))
                        .owner(fields.at(2), fields.at(3))
                        .home(fields.at(5))
                        .limit("upload bandwidth", fields.at(6), "upload")
                        .limit("download bandwidth", fields.at(7), "download")
                        .noteIf(fields.at(8), "upload ratio")
                        .noteIf(fields.at(9), "download ratio")
                        .limit("number of connections", fields.at(10), "sessions")
                        .quota("files quota", fields.at(11), "files")
                        .quota("size quota", fields.at(12), "octets")
                        .noteIf(fields.at(13), "authorized local IPs")
                        .noteIf(fields.at(14), "refused local IPs")
                        .login(networks(fields.at(15)), networks(fields.at(16)), hours(fields.at(17))));
    }

    private static List<String> networks(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .toList();
    }

    private static JsonArray hours(String text) {
        if (text.isEmpty()) {
            return new JsonArray();
        }
        Matcher hours = HOURS.matcher(text);
        if (!hours.matches()) {
            throw new RowRefused("time restrictions", "are two times such as 0830-1800");
        }
        var days = new JsonArray();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.add(day.name().toLowerCase(Locale.ROOT));
        }
        return new JsonArray()
                .add(new JsonObject()
                        .put("days", days)
                        .put("from", time(hours.group(1)))
                        .put("to", time(hours.group(2))));
    }

    private static String time(String digits) {
        int number = Integer.parseInt(digits);
        return "%02d:%02d".formatted(number / 100, number % 100);
    }
}
