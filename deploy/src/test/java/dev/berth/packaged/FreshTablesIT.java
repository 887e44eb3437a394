package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.jdbc.FreshTables;
import dev.berth.packaged.PackagedServer.Start;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tables that the distribution brings for new nodes (decision record 0085).
@Tag("packaged")
class FreshTablesIT {

    private static final String SCRIPTS = "select \"version\", \"checksum\", \"success\" from"
            + " \"flyway_schema_history\" order by \"installed_rank\"";
    private static final String LATEST = "select max(\"installed_on\") from \"flyway_schema_history\"";

    @TempDir
    Path directory;

    @Test
    void they_are_those_that_the_scripts_make_with_nothing_in_them() throws Exception {
        Path brought = brought();
        Path made = directory.resolve("made");
        FreshTables.main(new String[] {made.toString()});

        String everything = "script nosettings";
        assertThat(withoutTimes(lines(brought, everything)))
                .containsExactlyInAnyOrderElementsOf(withoutTimes(lines(made, everything)));
        assertThat(lines(brought, SCRIPTS)).isEqualTo(lines(made, SCRIPTS)).isNotEmpty();
    }

    @Test
    void a_new_node_begins_with_them() throws Exception {
        Instant before = Instant.now();
        Path data;
        try (var server = PackagedServer.serving(Start.demo(directory))) {
            data = server.data();
        }

        assertThat(data.resolve("database")).isDirectoryNotContaining("glob:**.part");
        String latest = lines(data.resolve("database/berth"), LATEST).getFirst();
        assertThat(OffsetDateTime.parse(latest.replace(' ', 'T') + "Z").toInstant())
                .isBefore(before);
    }

    private Path brought() throws Exception {
        try (Stream<Path> jars = Files.list(Distribution.HOME.resolve("lib"))) {
            Path jar = jars.filter(file -> file.getFileName().toString().startsWith("berth-deploy"))
                    .findFirst()
                    .orElseThrow();
            try (var open = new JarFile(jar.toFile());
                    InputStream file =
                            open.getInputStream(Objects.requireNonNull(open.getJarEntry("db/fresh.mv.db")))) {
                Files.copy(file, directory.resolve("brought.mv.db"));
            }
        }
        return directory.resolve("brought");
    }

    /// When something was made and how long that took, and what H2 has drawn for the password that nobody has.
    private static List<String> withoutTimes(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("TIMESTAMP (WITH TIME ZONE )?'[^']*'(, \\d+, TRUE)?", "then"))
                .map(line -> line.replaceAll("(SALT|HASH) '[0-9a-f]*'", "$1"))
                .toList();
    }

    private static List<String> lines(Path database, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + database + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "berth", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    line.append(column == 1 ? "" : " ").append(rows.getString(column));
                }
                lines.add(line.toString());
            }
            return lines;
        }
    }
}
