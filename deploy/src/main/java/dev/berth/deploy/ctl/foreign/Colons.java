package dev.berth.deploy.ctl.foreign;

import java.util.List;
import java.util.function.Function;

/// Files of lines whose fields are parted by colons, the user's name first.
final class Colons {

    private final String[] fields;

    private Colons(String[] fields) {
        this.fields = fields;
    }

    /// Reads all lines.
    ///
    /// @param least how many fields a line has at least
    /// @param rest makes the account of its draft and the fields
    static List<Row> read(Source source, int least, Rest rest) {
        Function<String, String> user = line -> line.substring(0, Math.max(0, line.indexOf(':')));
        return source.lines(user, line -> {
            String[] fields = line.text().split(":", -1);
            if (fields.length < least) {
                throw new RowRefused("has " + fields.length + " fields parted by colons, not " + least);
            }
            return rest.read(new Draft(source, line.place(), fields[0]), new Colons(fields))
                    .done();
        });
    }

    /// Reads what comes after the name.
    @FunctionalInterface
    interface Rest {
        Draft read(Draft draft, Colons fields);
    }

    /// A field, from 0 on; empty if the line is shorter.
    String at(int index) {
        return index < fields.length ? fields[index].strip() : "";
    }
}
