package dev.winnow.db.migrate;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the statements of a difference as a migration. */
final class MigrationText {

    private static final Pattern PLAIN = Pattern.compile("records\\.(?:\\w+\\.)?(?<name>[a-z0-9_]{1,40}): (?<what>.*)");

    private MigrationText() {}

    static NextMigration of(String type, String version, List<Change> changes) {
        boolean losesRows = changes.stream().anyMatch(Change::losesRows);
        String reproject = "`./winnow reproject " + type + "`";
        String head = "-- What has changed in the record type " + type + ", as `./winnow ddl " + type
                + " --migration` writes it.\n-- "
                + (losesRows
                        ? "Rows that cannot stay are deleted here; " + reproject + " writes them again"
                        : reproject + " fills what is new")
                + ", from the extractions that are there.\n";
        String statements = changes.stream()
                .collect(Collectors.groupingBy(
                        Change::step, TreeMap::new, Collectors.mapping(Change::statement, Collectors.joining())))
                .values()
                .stream()
                .map(step -> step.startsWith("\n") ? step : "\n" + step)
                .collect(Collectors.joining());
        List<String> said = changes.stream()
                .map(Change::said)
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
        String file = "V" + version + "__" + words(said).orElse("change_" + type) + ".sql";
        return new NextMigration(file, head + statements, said, losesRows);
    }

    /** What the file is named after, where one column or table is new, gone or another. */
    private static Optional<String> words(List<String> said) {
        List<String> parts = said.stream()
                .filter(one -> !one.contains(": constraint ") && !one.endsWith(": has another comment"))
                .toList();
        Matcher only = PLAIN.matcher(parts.size() == 1 ? parts.get(0) : "");
        if (!only.matches()) {
            return Optional.empty();
        }
        String what = only.group("what");
        String verb = what.startsWith("is new") ? "add_" : what.startsWith("is gone") ? "drop_" : "change_";
        return Optional.of(verb + only.group("name"));
    }
}
