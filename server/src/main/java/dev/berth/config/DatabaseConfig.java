package dev.berth.config;

import java.util.Optional;

/// `database.*`: where the directory is kept.
///
/// @param url `database.url`, a JDBC URL of PostgreSQL or H2; empty for the embedded H2 under `node.data`
/// @param user `database.user`
/// @param password `database.password`, from the file or the environment, or read from `database.passwordFile`
/// @param poolSize `database.poolSize`, how many connections
public record DatabaseConfig(Optional<String> url, String user, String password, int poolSize) {

    @Override
    public String toString() {
        return "DatabaseConfig[url=" + url + ", user=" + user + ", password=***, poolSize=" + poolSize + "]";
    }
}
