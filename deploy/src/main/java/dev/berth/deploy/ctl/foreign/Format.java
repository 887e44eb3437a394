package dev.berth.deploy.ctl.foreign;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What files of other servers are read.
public enum Format {
    /// vsftpd's virtual users as `db_load` takes them: a line with the name, a line with the password.
    VSFTPD,
    /// The same with hashes, for `pam_userdb` with `crypt=crypt`.
    VSFTPD_CRYPT,
    /// `user:hash`, as pam_pwdfile and `htpasswd` write it.
    PWDFILE,
    /// `pureftpd.passwd`, of which Pure-FTPd makes its puredb.
    PUREFTPD,
    /// ProFTPD's AuthUserFile, in the form of `/etc/passwd`.
    PROFTPD,
    /// `/etc/shadow`.
    SHADOW,
    /// SFTPGo's `dumpdata`.
    SFTPGO,
    /// What SQL has answered, in CSV with a line of names first: Pure-FTPd's and ProFTPD's tables, and any other.
    CSV;

    /// Reads one format.
    interface Reader {

        /// All rows of a file, in its order.
        ///
        /// @throws SourceUnreadable if it is not of this format at all
        List<Row> read(Source source) throws SourceUnreadable;
    }

    /// The format that is called so, such as `vsftpd-crypt`.
    public static Optional<Format> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name))
                .findFirst();
    }

    /// All rows of a file, in its order.
    ///
    /// @throws SourceUnreadable if it is not of this format at all
    public List<Row> read(Source source) throws SourceUnreadable {
        Reader reader = switch (this) {
            case VSFTPD -> new NamePasswordPairs(true);
            case VSFTPD_CRYPT -> new NamePasswordPairs(false);
            case PWDFILE -> new PasswordFile();
            case PUREFTPD -> new PureFtpdPasswd();
            case PROFTPD -> new AuthUserFile();
            case SHADOW -> new ShadowFile();
            case SFTPGO -> new SftpGoDump();
            case CSV -> new SqlAnswer();
        };
        return reader.read(source);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
