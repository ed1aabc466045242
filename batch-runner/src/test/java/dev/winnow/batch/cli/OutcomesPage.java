package dev.winnow.batch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables in {@code docs/outcomes.md}, by their headings: of each row the first cell, and the others but for prose. */
record OutcomesPage(Map<String, Map<String, String>> sections) {

    private static final String PROSE = "what Winnow does";

    static OutcomesPage read() {
        try {
            return of(Files.readString(Path.of("..", "docs", "outcomes.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OutcomesPage of(String page) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        String heading = "";
        List<String> columns = List.of();
        for (String line : page.lines().toList()) {
            if (line.startsWith("## ")) {
                heading = line.substring("## ".length());
                columns = List.of();
            } else if (line.startsWith("|") && columns.isEmpty()) {
                columns = cells(line);
            } else if (line.startsWith("|") && !line.startsWith("|---")) {
                row(columns, cells(line), sections.computeIfAbsent(heading, absent -> new LinkedHashMap<>()));
            }
        }
        return new OutcomesPage(sections);
    }

    private static void row(List<String> columns, List<String> cells, Map<String, String> rows) {
        List<String> facts = new ArrayList<>();
        for (int i = 1; i < cells.size(); i++) {
            if (!columns.get(i).equals(PROSE)) {
                facts.add(cells.get(i));
            }
        }
        if (rows.put(cells.get(0), String.join(" | ", facts)) != null) {
            throw new AssertionError("twice on the page: " + cells.get(0));
        }
    }

    private static List<String> cells(String line) {
        String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
        List<String> cells = new ArrayList<>();
        for (String cell : inner.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    /**
     * What is wrong with a section.
     *
     * @param causes all that can be shown, in the order of the page
     * @param found the facts of those that were shown, by their cause
     */
    List<String> mistakes(String heading, Collection<String> causes, Map<String, String> found) {
        Map<String, String> rows = sections.getOrDefault(heading, Map.of());
        List<String> mistakes = new ArrayList<>();
        if (!List.copyOf(causes).equals(List.copyOf(rows.keySet()))) {
            mistakes.add(heading + " has " + rows.keySet() + ", and should have " + causes);
        }
        found.forEach((cause, facts) -> {
            if (rows.containsKey(cause) && !facts.equals(rows.get(cause))) {
                mistakes.add(cause + " | " + facts + ", the page says " + rows.get(cause));
            }
        });
        return mistakes;
    }
}
