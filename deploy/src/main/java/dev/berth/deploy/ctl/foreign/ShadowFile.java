package dev.berth.deploy.ctl.foreign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// `/etc/shadow`: `user:hash:changed:least:most:warned:inactive:expires:`, days since 1970 (shadow(5)). It has no
/// homes.
record ShadowFile() implements Format.Reader {

    private static final String FARTHEST = "\\d{1,6}";

    @Override
    public List<Row> read(Source source) {
        return Colons.read(source, 8, (draft, fields) -> {
            draft.hash(fields.at(1));
            if (fields.at(2).equals("0")) {
                draft.term("mustChangePassword", true);
            }
            String expires = fields.at(7);
            if (expires.isEmpty()) {
                return draft;
            }
            if (!expires.matches(FARTHEST)) {
                throw new RowRefused("expires", "is a number of days since 1970-01-01");
            }
            Instant end = LocalDate.ofEpochDay(Long.parseLong(expires))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            return draft.term("expires", end.toString());
        });
    }
}
