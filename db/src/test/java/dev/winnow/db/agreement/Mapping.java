package dev.winnow.db.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A row of the table in {@code docs/constraints.md}. */
record Mapping(List<Pair> pairs, Claim schema, Claim table) {

    private static final String HEADER = "| constraint | type | schema | schema is | table | `CHECK` is |";
    private static final Pattern CONSTRAINT = Pattern.compile("`(@\\w+)`");
    private static final int CELLS = 6;

    /** All rows, wherever the table is interrupted by headings. */
    static List<Mapping> parse(String markdown) {
        List<Mapping> mappings = new ArrayList<>();
        boolean within = false;
        for (String line : markdown.split("\n", -1)) {
            if (line.equals(HEADER)) {
                within = true;
            } else if (!line.startsWith("|")) {
                within = false;
            } else if (within && !line.startsWith("|---")) {
                mappings.add(row(line));
            }
        }
        return mappings;
    }

    private static Mapping row(String line) {
        List<String> cells = Arrays.stream(line.substring(1).split("\\|", -1))
                .map(String::strip)
                .toList();
        if (cells.size() != CELLS + 1) {
            throw new IllegalArgumentException("not six cells: " + line);
        }
        return new Mapping(
                pairs(cells.get(0), cells.get(1)),
                Claim.parse(cells.get(2), cells.get(3)),
                Claim.parse(cells.get(4), cells.get(5)));
    }

    private static List<Pair> pairs(String constraintCell, String typeCell) {
        List<String> constraints = CONSTRAINT
                .matcher(constraintCell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        String variant = CONSTRAINT
                .matcher(constraintCell)
                .replaceAll("")
                .replaceAll("[, ]+", " ")
                .strip();
        List<Pair> pairs = new ArrayList<>();
        for (String constraint : constraints.isEmpty() ? List.of("") : constraints) {
            for (String type : typeCell.split(",", -1)) {
                Types.named(type.strip().replace("`", ""))
                        .forEach(name -> pairs.add(new Pair(constraint, variant, name)));
            }
        }
        return pairs;
    }
}
