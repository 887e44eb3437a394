package dev.berth.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One case of a transcript file; the notation is that of the package.
///
/// @param file the file's name
/// @param title what stood behind `===`
/// @param first the number of its first line in the file, from 1
/// @param source its lines as they are written
/// @param lines what they mean
record Transcript(String file, String title, int first, List<String> source, List<Line> lines) {

    private static final String TITLE = "=== ";

    Transcript {
        source = List.copyOf(source);
        lines = List.copyOf(lines);
    }

    /// Reads all cases of a file.
    static List<Transcript> read(Path file) throws IOException {
        return read(file.getFileName().toString(), Files.readString(file, ISO_8859_1));
    }

    /// Reads all cases of a text.
    static List<Transcript> read(String name, String text) {
        List<String> all = text.lines().toList();
        List<Transcript> cases = new ArrayList<>();
        int start = 0;
        while (start < all.size() && !all.get(start).startsWith(TITLE)) {
            start++;
        }
        while (start < all.size()) {
            int end = start + 1;
            while (end < all.size() && !all.get(end).startsWith(TITLE)) {
                end++;
            }
            List<String> body = all.subList(start + 1, end);
            String title = all.get(start).substring(TITLE.length());
            cases.add(new Transcript(name, title, start + 2, body, new Reader(name, start + 2, body).lines()));
            start = end;
        }
        if (cases.isEmpty()) {
            throw new IllegalArgumentException(name + " has no case; a case begins with " + TITLE);
        }
        return cases;
    }

    /// Cuts the source into things to do.
    private static final class Reader {

        private static final Pattern FORM = Pattern.compile("(?s)([CSDU])(2?)([+!]?)>(?: (.*))?");

        private final String file;
        private final int first;
        private final List<String> source;
        private final List<Line> lines = new ArrayList<>();
        private int at;

        Reader(String file, int first, List<String> source) {
            this.file = file;
            this.first = first;
            this.source = source;
        }

        List<Line> lines() {
            while (at < source.size()) {
                String text = source.get(at);
                try {
                    if (text.startsWith("% ")) {
                        lines.add(new Line.Directed(number(), 1, text.substring(2)));
                    } else if (text.startsWith("%2 ")) {
                        lines.add(new Line.Directed(number(), 2, text.substring(3)));
                    } else if (!text.isBlank() && !text.startsWith("#")) {
                        lines.add(line(text));
                    }
                } catch (RuntimeException e) {
                    throw new IllegalArgumentException(file + ":" + number() + ": " + e.getMessage() + ": " + text, e);
                }
                at++;
            }
            return lines;
        }

        private int number() {
            return first + at;
        }

        private Line line(String text) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("not a line of a transcript");
            }
            int client = parts.group(2).isEmpty() ? 1 : 2;
            String octets = body(parts);
            return switch (parts.group(1) + parts.group(3)) {
                case "C" -> new Line.Sent(number(), client, octets + "\r\n", false);
                case "C+" -> new Line.Sent(number(), client, octets + "\r\n", true);
                case "C!" -> new Line.Sent(number(), client, octets, false);
                case "S" -> reply(client, octets);
                case "S!" -> new Line.Signalled(number(), client, octets);
                case "U" -> upload(client, octets + "\r\n");
                case "U!" -> upload(client, octets);
                case "U+" -> new Line.Uploaded(number(), client, octets, false);
                case "D" -> download(client, octets + "\r\n");
                case "D!" -> download(client, octets);
                default -> throw new IllegalArgumentException("not a line of a transcript");
            };
        }

        private Line reply(int client, String firstLine) {
            if (firstLine.equals("closed")) {
                return new Line.Closed(number(), client);
            }
            List<String> text = new ArrayList<>(List.of(firstLine));
            if (firstLine.startsWith("-", 3)) {
                String end = firstLine.substring(0, 3) + ' ';
                while (!text.getLast().startsWith(end)) {
                    at++;
                    text.add(body(following('S', "")));
                }
            }
            return new Line.Replied(number(), client, Expectation.reply(text));
        }

        private Line upload(int client, String octets) {
            var all = new StringBuilder(octets);
            while (goesOn('U')) {
                at++;
                Matcher parts = following('U', "!");
                all.append(body(parts)).append(parts.group(3).isEmpty() ? "\r\n" : "");
            }
            return new Line.Uploaded(number(), client, all.toString(), true);
        }

        private Line download(int client, String octets) {
            List<String> pieces = new ArrayList<>(List.of(octets));
            while (goesOn('D')) {
                at++;
                Matcher parts = following('D', "!");
                pieces.add(body(parts) + (parts.group(3).isEmpty() ? "\r\n" : ""));
            }
            return new Line.Downloaded(number(), client, Expectation.data(pieces));
        }

        private boolean goesOn(char letter) {
            return at + 1 < source.size() && source.get(at + 1).matches("(?s)" + letter + "2?!?>.*");
        }

        private Matcher following(char letter, String mark) {
            Matcher parts = FORM.matcher(at < source.size() ? source.get(at) : "");
            if (!parts.matches()
                    || parts.group(1).charAt(0) != letter
                    || !(parts.group(3).isEmpty() || parts.group(3).equals(mark))) {
                throw new IllegalArgumentException("the block is not ended");
            }
            return parts;
        }

        private static String body(Matcher parts) {
            return parts.group(4) == null ? "" : Escapes.decode(parts.group(4));
        }
    }
}
