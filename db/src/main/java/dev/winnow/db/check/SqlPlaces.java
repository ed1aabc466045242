package dev.winnow.db.check;

import dev.winnow.core.constraint.SqlTemplate;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL of a developer's own constraint, before its columns are filled in. */
public final class SqlPlaces {

    /** What stands for the column of the constrained value itself. */
    public static final String COLUMN = "column";

    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--|/\\*|[';\"()]|[^'\"();/-]+|[/-]");

    private SqlPlaces() {}

    /** The names in braces that {@code columns} has nothing for, or none. */
    public static Optional<String> unknown(String sql, Function<String, Optional<String>> columns) {
        return SqlTemplate.PLACE
                .matcher(sql)
                .results()
                .map(place -> place.group(1))
                .filter(name -> columns.apply(name).isEmpty())
                .findFirst();
    }

    /** The SQL with each name in braces replaced by its column. */
    public static String filled(String sql, Function<String, Optional<String>> columns) {
        return SqlTemplate.PLACE
                .matcher(sql)
                .replaceAll(place ->
                        Matcher.quoteReplacement(columns.apply(place.group(1)).orElseThrow()));
    }

    /** Why it can be no single expression, whatever its columns are; empty where only PostgreSQL can tell. */
    public static Optional<String> mistake(String sql) {
        int open = 0;
        boolean blank = true;
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            switch (token.group()) {
                case "'", "\"" -> {
                    return Optional.of("a quote that is never closed");
                }
                case ";" -> {
                    return Optional.of("a semicolon");
                }
                case "--", "/*" -> {
                    return Optional.of("a comment");
                }
                case "(" -> open++;
                case ")" -> open--;
                default -> blank &= token.group().isBlank();
            }
            if (open < 0) {
                break;
            }
        }
        if (open != 0) {
            return Optional.of("parentheses that do not match");
        }
        return blank ? Optional.of("nothing to check") : Optional.empty();
    }
}
