package dev.berth.deploy.ctl.foreign;

import java.util.List;

/// ProFTPD's AuthUserFile: `user:hash:uid:gid:gecos:home:shell`.
record AuthUserFile() implements Format.Reader {

    @Override
    public List<Row> read(Source source) {
        return Colons.read(
                source,
                7,
                (draft, fields) -> draft.hash(fields.at(1)).home(fields.at(5)).owner(fields.at(2), fields.at(3)));
    }
}
