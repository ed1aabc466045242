package dev.winnow.batch.cli;

import dev.winnow.db.store.ReadOnlySql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as text. */
final class ResultText {

    private ResultText() {}

    /** Columns padded to the longest value; line breaks and tabs as spaces, NULL as nothing. */
    static String aligned(ReadOnlySql.Result result) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(result.columns());
        for (List<@Nullable String> row : result.rows()) {
            lines.add(row.stream()
                    .map(value -> value == null ? "" : value.replaceAll("\\p{Cntrl}", " "))
                    .toList());
        }
        int[] widths = new int[result.columns().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(line(lines.get(i), widths, " | ")).append('\n');
            if (i == 0) {
                List<String> rules = new ArrayList<>();
                for (int width : widths) {
                    rules.add("-".repeat(width));
                }
                text.append(String.join("-+-", rules)).append('\n');
            }
        }
        return text.toString();
    }

    static String csv(ReadOnlySql.Result result) {
        StringBuilder text = new StringBuilder(record(result.columns()));
        result.rows().forEach(row -> text.append(record(row)));
        return text.toString();
    }

    private static String line(List<String> values, int[] widths, String separator) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            padded.add(values.get(i) + " ".repeat(widths[i] - width(values.get(i))));
        }
        return String.join(separator, padded).stripTrailing();
    }

    private static int width(String value) {
        return value.codePointCount(0, value.length());
    }

    private static String record(List<? extends @Nullable String> values) {
        return values.stream().map(ResultText::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(@Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean quoted = value.isEmpty() || value.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
        return quoted ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
    }
}
