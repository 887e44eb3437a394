package dev.berth.deploy.ctl.foreign;

import java.util.ArrayList;
import java.util.List;

/// A line with a name, a line with its password, and so on: `db_load -T -t hash`, of which vsftpd's virtual users are
/// made.
///
/// @param clear whether passwords stand there as they are, and not their hashes
record NamePasswordPairs(boolean clear) implements Format.Reader {

    @Override
    public List<Row> read(Source source) {
        List<String> lines = source.text().lines().toList();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            String place = "line " + (i + 1);
            String user = lines.get(i);
            if (i + 1 == lines.size()) {
                rows.add(Source.row(place, user, () -> user, () -> {
                    throw new RowRefused("has no line with a password after it");
                }));
            } else {
                String password = lines.get(i + 1);
                rows.add(Source.row(place, user + password, () -> user, () -> account(source, place, user, password)));
            }
        }
        return rows;
    }

    private ForeignAccount account(Source source, String place, String user, String password) {
        var draft = new Draft(source, place, user);
        return (clear ? draft.clear(password) : draft.hash(password)).done();
    }
}
