package dev.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// Plain command lines mean what the library that reads all others takes them for. Words are parted by `|`.
class PlainWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--check-config",
                "--data|d|--bind|192.0.2.1,::1|--port|4000|--config|conf/berth.yaml",
                "--data=d|--bind=192.0.2.1|--port=4000|--config=berth.yaml|--check-config",
                "--data|a=b",
                "--data=a=b",
                "--data| with spaces ",
                "--data|a,b",
                "--port|no number",
                "--set|log.level=debug|--set|admin.port=0|--set=demo.port=1",
                "--set|log.level=debug|--set|log.level=info",
                "--set|admin.origins=a=b",
                "--set|audit.syslog=a,b=c",
                "--set| admin.port = 0 ",
            })
    void are_read_as_the_library_reads_them(String line) {
        String[] words = line.split("\\|");
        var expected = new Arguments();
        Arguments.parser(expected).parseArgs(words);

        assertThat(PlainWords.read(words)).get().usingRecursiveComparison().isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "--version",
                "-V",
                "--",
                "more",
                "--data",
                "--data=",
                "--data|--check-config",
                "--data|-x",
                "--data|d|--data|e",
                "--data|\"d\"",
                "--data|'d'",
                "--data|@words",
                "@words",
                "--check-config=true",
                "--check-config|--check-config",
                "--set|log.level",
                "--set|log.level=",
                "--set|=debug",
                "--set",
                "--dat|d",
                "--unknown|x",
                "--data|d|--help",
            })
    void all_others_are_left_to_the_library(String line) {
        assertThat(PlainWords.read(line.split("\\|"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--unknown", "--data", "more"})
    void mistakes_are_told_with_where_help_is(String line) {
        try {
            var _ = AnyWords.read(line);
            throw new AssertionError("was taken");
        } catch (StartFailed e) {
            assertThat(e.exit()).isEqualTo(StartFailed.Exit.USAGE);
            assertThat(e.exit().code()).isEqualTo(CommandLine.ExitCode.USAGE);
            assertThat(e).hasMessageContaining(line).hasMessageEndingWith(" (see --help)");
        }
    }
}
