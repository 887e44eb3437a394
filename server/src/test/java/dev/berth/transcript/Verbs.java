package dev.berth.transcript;

import java.util.List;

/// The verbs that must be there, as the documents name them; the server's own table is not asked.
final class Verbs {

    /// The official names.
    static final List<String> OFFICIAL = List.of(
            "USER", "PASS", "QUIT", "NOOP", "SYST", "FEAT", "OPTS", "HELP", "STAT", "TYPE", "STRU", "MODE", "PWD",
            "CWD", "CDUP", "MKD", "RMD", "DELE", "RNFR", "RNTO", "LIST", "NLST", "MLSD", "MLST", "SIZE", "MDTM", "PASV",
            "EPSV", "PORT", "EPRT", "REST", "RETR", "STOR", "APPE", "ABOR", "ALLO", "STOU", "ACCT", "MFMT", "MFF",
            "CLNT", "CSID", "LANG", "PRET", "SITE", "HASH", "RANG", "AVBL", "XQUOTA", "DSIZ", "XCRC", "XMD5", "MD5",
            "XSHA", "XSHA1", "XSHA256", "XSHA512", "RMDA", "COMB", "AUTH", "PBSZ", "PROT", "CCC", "HOST", "REIN");

    /// The names of RFC 775, for old clients.
    static final List<String> ALIASES = List.of("XCWD", "XCUP", "XPWD", "XMKD", "XRMD");

    /// What stands behind SITE.
    static final List<String> SITE = List.of(
            "CHMOD", "UTIME", "MKDIR", "RMDIR", "CPFR", "CPTO", "COPY", "QUOTA", "WHO", "IDLE", "HELP", "SYMLINK");

    /// What of it cannot do without an argument.
    static final List<String> SITE_NEEDING_ARGUMENT =
            List.of("CHMOD", "UTIME", "MKDIR", "RMDIR", "CPFR", "COPY", "SYMLINK");

    /// What may be said before a login.
    static final List<String> OPEN = List.of(
            "USER", "PASS", "QUIT", "NOOP", "SYST", "FEAT", "OPTS", "HELP", "ACCT", "CLNT", "CSID", "LANG", "AUTH",
            "PBSZ", "PROT", "HOST", "REIN");

    /// What may be said before a login without harm, or after it only; either is right.
    static final List<String> EITHER = List.of("TYPE", "STRU", "MODE", "STAT");

    /// What cannot do without an argument. (An empty password is one.)
    static final List<String> NEEDING_ARGUMENT = List.of(
            "USER", "OPTS", "TYPE", "STRU", "MODE", "CWD", "XCWD", "MKD", "XMKD", "RMD", "XRMD", "DELE", "RNFR", "SIZE",
            "MDTM", "PORT", "EPRT", "REST", "ALLO", "ACCT", "MFMT", "MFF", "CLNT", "CSID", "PRET", "SITE", "HASH",
            "RANG", "XCRC", "XMD5", "MD5", "XSHA", "XSHA1", "XSHA256", "XSHA512", "RMDA", "COMB", "AUTH", "PBSZ",
            "PROT", "HOST");

    /// What cannot do without an argument and needs something before it as well, to come so far.
    static final List<String> NEEDING_ARGUMENT_AND_MORE = List.of("RNTO", "RETR", "STOR", "APPE");

    /// What takes no argument.
    static final List<String> TAKING_NONE =
            List.of("QUIT", "SYST", "FEAT", "PWD", "XPWD", "CDUP", "XCUP", "PASV", "ABOR", "XQUOTA", "REIN");

    private Verbs() {}
}
