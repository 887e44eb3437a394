package dev.berth.load;

import java.util.ArrayList;
import java.util.List;

/// Text in columns, as Markdown.
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        row(head);
        var line = new ArrayList<String>();
        for (int i = 0; i < head.length; i++) {
            line.add(i == 0 ? "---" : "---:");
        }
        rows.add(line);
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                String form = i == 0 ? "%-" + widths[i] + "s" : "%" + widths[i] + "s";
                text.append(i == 0 ? "| " : " | ").append(form.formatted(row.get(i)));
            }
            text.append(" |\n");
        }
        return text.toString();
    }
}
