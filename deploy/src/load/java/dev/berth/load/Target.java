package dev.berth.load;

/// A running FTP server and an account of it.
///
/// @param host literal address
/// @param port of the control connection
/// @param user the login
/// @param password in clear; never printed
record Target(String host, int port, String user, String password) {

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
