package dev.berth.packaged.ftps;

/// Python's `FTP_TLS` as it is: a new handshake for each data connection.
class PlainPythonFtpsIT extends PythonFtpsIT {

    @Override
    boolean resumes() {
        return false;
    }
}
