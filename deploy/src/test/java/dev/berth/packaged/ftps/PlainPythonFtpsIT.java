package dev.berth.packaged.ftps;

import dev.berth.packaged.FtpsTenants;
/// Python's `FTP_TLS` as it is: a new handshake for each data connection.

class PlainPythonFtpsIT extends PythonFtpsIT {

    /// Its sibling does.
    @Override
    boolean movesMany() {
        return false;
    }

    @Override
    String data() {
        return "fresh";
    }

    @Override
    FtpsTenants.Tenant tenant(FtpsTenants tenants) {
        return tenants.lenient();
    }
}
