package dev.berth.deploy.ctl.foreign;

import java.util.List;

/// `user:hash`, as pam_pwdfile reads it and `htpasswd` writes it.
record PasswordFile() implements Format.Reader {

    @Override
    public List<Row> read(Source source) {
        return Colons.read(source, 2, (draft, fields) -> draft.hash(fields.at(1)));
    }
}
