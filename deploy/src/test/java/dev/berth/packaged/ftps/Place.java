package dev.berth.packaged.ftps;

import dev.berth.packaged.FtpsTenants;
import java.nio.file.Path;

/// Where an FTPS client works: a directory on the server, reached one way, and one of its own.
///
/// @param directory the path on the server
/// @param disk that directory on the server's disk
/// @param local the client's own directory
/// @param authority the file of the authority that the client trusts
record Place(Secure way, FtpsTenants.Tenant tenant, String directory, Path disk, Path local, Path authority) {

    static final String HOST = "127.0.0.1";

    int port() {
        return way.isImplicit() ? tenant.implicit() : tenant.explicit();
    }

    /// The URL of a name in the directory.
    String url(String name) {
        return (way.isImplicit() ? "ftps" : "ftp") + "://" + HOST + ":" + port() + directory + "/" + name;
    }
}
