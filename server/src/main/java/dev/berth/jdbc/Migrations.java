package dev.berth.jdbc;

import dev.berth.config.DatabaseConfig;
import dev.berth.jdbc.DatabaseUrl.Vendor;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings the tables to the shape that this version of Berth needs: the scripts under `db/migration`, the same for
/// both vendors, and what a vendor has beyond them, under its name.
final class Migrations {

    private static final String SCRIPTS = "classpath:db/migration";
    private static final String OF_POSTGRESQL = "classpath:db/postgresql";

    /// The owner of tables with row-level security changes the rows of all tenants. For connections of migrations
    /// alone, which nobody else is given.
    private static final String EVERYTHING = "select set_config('berth.scope', 'all', false)";

    private Migrations() {}

    /// Runs what is missing; blocks. Several nodes may do it at once: Flyway lets one go first.
    ///
    /// @throws DatabaseUnavailable if a newer version of Berth was here before
    static Schema run(DataSource database, DatabaseUrl url, DatabaseConfig config) {
        Flyway flyway = configure(database, url, config).load();
        MigrationInfoService found = flyway.info();
        refuseFuture(found, url);
        boolean changed = !isDone(found) && flyway.migrate().migrationsExecuted > 0;
        MigrationInfo current = (changed ? flyway.info() : found).current();
        return new Schema(current == null ? "none" : String.valueOf(current.getVersion()), changed);
    }

    /// Whether each script has run as it is here. Then Flyway need not read and compare all of them once more, which
    /// each start would wait for; whatever differs is for Flyway to run or to refuse.
    private static boolean isDone(MigrationInfoService found) {
        return Arrays.stream(found.all())
                .allMatch(migration -> migration.getState() == MigrationState.SUCCESS
                        && migration.isChecksumMatching()
                        && migration.isDescriptionMatching()
                        && migration.isTypeMatching());
    }

    /// As the owner of the tables, on connections of its own where those of `database` would keep their scope.
    static FluentConfiguration configure(DataSource database, DatabaseUrl url, DatabaseConfig config) {
        FluentConfiguration flyway = Flyway.configure(Migrations.class.getClassLoader())
                .validateMigrationNaming(true)
                .ignoreMigrationPatterns("*:future");
        return url.vendor() == Vendor.POSTGRESQL
                ? flyway.dataSource(url.jdbc(), config.owner(), config.ownerPassword())
                        .initSql(EVERYTHING)
                        .locations(SCRIPTS, OF_POSTGRESQL)
                : flyway.dataSource(database).locations(SCRIPTS);
    }

    private static void refuseFuture(MigrationInfoService found, DatabaseUrl url) {
        Arrays.stream(found.all())
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
