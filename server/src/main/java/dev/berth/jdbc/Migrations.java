package dev.berth.jdbc;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/// Brings the tables to the shape that this version of Berth needs: the scripts under `db/migration`, the same for
/// both vendors.
final class Migrations {

    private static final String SCRIPTS = "classpath:db/migration";

    private Migrations() {}

    /// Runs what is missing; blocks. Several nodes may do it at once: Flyway lets one go first.
    ///
    /// @return the version of the schema
    /// @throws DatabaseUnavailable if a newer version of Berth was here before
    static String run(DataSource database, DatabaseUrl url) {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations(SCRIPTS)
                .validateMigrationNaming(true)
                .ignoreMigrationPatterns("*:future")
                .load();
        refuseFuture(flyway, url);
        flyway.migrate();
        MigrationInfo current = flyway.info().current();
        return current == null ? "none" : String.valueOf(current.getVersion());
    }

    private static void refuseFuture(Flyway flyway, DatabaseUrl url) {
        MigrationInfo[] all = flyway.info().all();
        Arrays.stream(all)
                .filter(migration -> migration.getState().name().startsWith("FUTURE"))
                .findFirst()
                .ifPresent(future -> {
                    throw new DatabaseUnavailable(
                            url.place() + " was made by a newer version of Berth (its schema is at "
                                    + future.getVersion() + "); start that version, or restore a backup",
                            null);
                });
    }
}
