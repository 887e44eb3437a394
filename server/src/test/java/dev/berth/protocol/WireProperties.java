package dev.berth.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Whatever clients send: nothing that reads octets throws, hangs or grows. How many tries each property has is set
/// by
/// `jqwik.tries.default`; the build is content with few.
class WireProperties {

    private static final List<String> PIECES = List.of(
            "\u00FF",
            "\u00FF\u00F4",
            "\u00FF\u00F2",
            "\u00FF\u00FA",
            "\u00FF\u00F0",
            "\u00FF\u00FB\u0001",
            "\r",
            "\n",
            "\r\n",
            "\0",
            " ",
            "NOOP",
            "STOR ",
            "..",
            "/",
            ".",
            "*",
            "?",
            "[",
            "]",
            "-",
            "!",
            ",",
            "|",
            "1",
            "255",
            "65535",
            "::1",
            "\u00C3\u00A9",
            "\u00E9",
            "a",
            "aaaaaaaaaaaaaaaa");

    /// Octets, and pieces that mean something somewhere.
    @Provide
    Arbitrary<String> octets() {
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(40);
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(PIECES)), Tuple.of(1, any))
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    void the_line_reader_gives_clean_lines_whatever_comes(@ForAll("octets") String octets) {
        Lines lines = read(octets + "\r\n");
        assertThat(lines.lines)
                .allSatisfy(
                        line -> assertThat(line).doesNotContain("\n").hasSizeLessThanOrEqualTo(CommandLine.MAX_LENGTH));
    }

    @Property
    void what_Telnet_offers_is_refused_and_never_by_more_than_came(@ForAll("octets") String octets) {
        List<String> refusals = read(octets).refusals;
        assertThat(refusals).allMatch(refusal -> refusal.matches("(?s)\u00FF[\u00FC\u00FE]."));
        assertThat(String.join("", refusals).length()).isLessThanOrEqualTo(octets.length());
    }

    @Property
    void the_line_reader_does_not_care_how_octets_are_cut(@ForAll("octets") String octets) {
        Lines whole = read(octets + "\n");
        Lines again = new Lines();
        var reader = new LineReader(again);
        for (String piece : octets.split("(?<=\r)", -1)) {
            piece.chars().forEach(reader::octet);
        }
        reader.octet('\n');
        assertThat(again.lines).isEqualTo(whole.lines);
    }

    @Property
    void a_name_with_IAC_doubled_comes_through(@ForAll("octets") String octets) {
        String name = octets.replace("\n", "").replace("\r", "").replace("\0", "");
        Lines lines = read("X " + name.replace("\u00FF", "\u00FF\u00FF") + "\r\n");
        assertThat(lines.lines).containsExactly("X " + name);
    }

    @Property
    void a_long_line_is_skipped_and_the_next_one_read(@ForAll @IntRange(min = 4097, max = 60_000) int length) {
        Lines lines = read("x".repeat(length) + "\r\nNOOP\r\n");
        assertThat(lines.lines).containsExactly("NOOP");
        assertThat(lines.tooLong).isEqualTo(1);
    }

    @Property
    void a_command_line_is_split_or_refused(@ForAll("octets") String line) {
        CommandLine.parse(line).ifPresent(parsed -> {
            assertThat(parsed.verb()).matches("[A-Z0-9]{1,16}");
            assertThat(line).endsWith(parsed.argument());
        });
    }

    @Property
    void a_path_never_leaves_the_root(@ForAll("octets") String first, @ForAll("octets") String second) {
        FtpPath path = FtpPath.ROOT.resolve(new Pathname(first)).resolve(new Pathname(second));
        assertThat(path.names()).doesNotContain("", ".", "..").noneMatch(name -> name.contains("/"));
        assertThat(FtpPath.ROOT.resolve(new Pathname(path.toString()))).isEqualTo(path);
        assertThat(path.quoted()).startsWith("\"/").endsWith("\"");
    }

    @Property
    void a_host_port_is_read_or_refused(@ForAll("octets") String text) {
        assertThat(HostPort.parse(text))
                .satisfies(parsed -> parsed.ifPresent(
                        address -> assertThat(HostPort.parse(HostPort.format(address.getAddress(), address.getPort())))
                                .contains(address)));
        assertThat(ExtendedPort.parse(text)).isNotNull();
    }

    @Property
    void a_host_port_that_was_written_is_read(@ForAll @Size(4) byte[] address, @ForAll @IntRange(max = 65_535) int port)
            throws Exception {
        String text = HostPort.format(InetAddress.getByAddress(address), port);
        assertThat(HostPort.parse(text)).hasValueSatisfying(parsed -> {
            assertThat(parsed.getAddress().getAddress()).isEqualTo(address);
            assertThat(parsed.getPort()).isEqualTo(port);
        });
    }

    @Property
    void a_listing_has_one_line_for_a_file(
            @ForAll("octets") String name,
            @ForAll FileFacts.Kind kind,
            @ForAll long size,
            @ForAll @IntRange(max = 07777) int mode,
            @ForAll long second) {
        Instant modified = Instant.ofEpochSecond(Math.floorMod(second, 400_000_000_000L) - 60_000_000_000L);
        var facts = new FileFacts(name, kind, size, modified, mode, size, size, size, size, size);
        var line = new StringBuilder();
        new ListLine(Instant.now(), ZoneOffset.UTC).append(line, facts);
        assertThat(line.toString()).endsWith("\r\n");
        assertThat(line.substring(0, line.length() - 2)).doesNotContain("\r", "\n");

        var fact = new StringBuilder();
        new FactLine(Fact.ALL).append(fact, facts, FactLine.typeOf(facts), "adfrw", name);
        assertThat(fact.toString()).doesNotContain("\r", "\n");
        assertThat(fact.substring(0, fact.indexOf("; ") + 1)).matches("([A-Za-z.]+=[^; ]*;)+");
        assertThat(fact.toString()).contains("modify=").containsPattern("modify=\\d{14}(\\.\\d{3})?;");
        String hex = Long.toHexString(size);
        assertThat(fact.toString())
                .contains("unique=" + hex + "g" + hex + ";")
                .contains("UNIX.mode=0" + Integer.toOctalString(mode) + ";");
    }

    @Property
    void lines_after_one_another_have_each_its_own_time(@ForAll @Size(min = 2, max = 5) List<Integer> millis) {
        var lines = new FactLine(Set.of(Fact.MODIFY));
        for (int one : millis) {
            Instant modified = Instant.ofEpochMilli(one);
            var line = new StringBuilder();
            lines.append(
                    line, new FileFacts("n", FileFacts.Kind.FILE, 0, modified, 0, 0, 0, 1, 1, 1), "file", "r", "n");
            assertThat(line.toString()).isEqualTo("modify=" + Timestamp.format(modified) + "; n");
        }
    }

    @Property
    void a_name_comes_back_from_another_character_set(
            @ForAll("octets") String name, @ForAll("charsets") Charset charset) {
        var names = new NameCharset(charset);
        String told = names.toWire(name);
        assertThat(names.fromWire(told)).as("%s as %s", name, told).isEqualTo(name);
        assertThat(told.chars()).allMatch(c -> c <= 0xFF);
        assertThat(names.fromWire(name)).isNotNull();
    }

    @Provide
    Arbitrary<Charset> charsets() {
        return Arbitraries.of("windows-1252", "ISO-8859-1", "KOI8-R", "Shift_JIS", "GBK", "GB18030", "EUC-KR", "Big5")
                .map(Charset::forName);
    }

    @Property
    void a_reply_is_one_reply(@ForAll @Size(min = 1, max = 5) List<@From("octets") String> texts) {
        var wire = new StringBuilder();
        new Reply(ReplyCode.SYSTEM_STATUS, texts).appendTo(wire);
        String[] lines = wire.toString().split("\r\n", -1);
        assertThat(lines).hasSize(texts.size() + 1);
        assertThat(lines[texts.size() - 1]).startsWith("211 ");
    }

    @Property
    void a_pattern_is_matched_as_a_regular_expression_says(
            @ForAll("patterns") String pattern, @ForAll("names") String name) {
        assertThat(Glob.of(pattern).matches(name))
                .as("%s against %s", pattern, name)
                .isEqualTo(Pattern.compile(regex(pattern), Pattern.DOTALL)
                        .matcher(name)
                        .matches());
    }

    @Property
    void any_pattern_is_matched_in_time(@ForAll("octets") String pattern, @ForAll("octets") String name) {
        Glob glob = Glob.of(pattern + "*a".repeat(300) + "b");
        assertThat(glob.matches("a".repeat(255))).isFalse();
        boolean itself = Glob.of(pattern).matches(name);
        assertThat(itself && !Glob.isPattern(pattern)).isEqualTo(itself && pattern.equals(name));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("*", "?", "a", "b", "ab", "[ab]", "[!a]", "[a-c]", "c")
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars('a', 'b', 'c').ofMaxLength(8);
    }

    private static String regex(String pattern) {
        return pattern.replace("*", ".*").replace("?", ".").replace("[!", "[^");
    }

    private static Lines read(String octets) {
        var lines = new Lines();
        var reader = new LineReader(lines);
        for (byte octet : octets.getBytes(ISO_8859_1)) {
            reader.octet(octet & 0xFF);
        }
        return lines;
    }

    private static final class Lines implements LineReader.Lines {
        private final List<String> lines = new ArrayList<>();
        private final List<String> refusals = new ArrayList<>();
        private int tooLong;

        @Override
        public void line(String octets) {
            lines.add(octets);
        }

        @Override
        public void lineTooLong() {
            tooLong++;
        }

        @Override
        public void telnetRefusal(String octets) {
            refusals.add(octets);
        }
    }
}
