package dev.winnow.db.table;

import dev.winnow.core.type.Presence;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the first migration of a record type. */
public final class Ddl {

    private static final String INDENT = "    ";

    private Ddl() {}

    /**
     * The statements that create the type's tables in schema {@code records}, which must exist, as must {@code winnow.document},
     * {@code winnow.extraction} and {@code winnow.run}. The same type always gives the same text. It may hold <code>${</code>,
     * so Flyway must not replace placeholders in it.
     *
     * @throws ProblemsException where the type has no place in PostgreSQL
     */
    public static String create(RecordType<?> type) {
        return "-- The tables of the record type " + type.name() + ", as `./winnow ddl " + type.name()
                + "` writes them.\n"
                + TypeTables.of(type).all().stream().map(Ddl::table).collect(Collectors.joining());
    }

    /**
     * What PostgreSQL cannot read of the SQL that a developer's own constraints bring along; empty where there is none. A temporary
     * table is made and dropped: the connection must not be read-only.
     *
     * @throws ProblemsException where the type has no place in PostgreSQL
     */
    public static List<Problem> problems(Connection connection, RecordType<?> type) throws SQLException {
        return SqlTrial.problems(connection, TypeTables.of(type));
    }

    /** Likewise of one table, with its indexes and comments; begins with an empty line. */
    public static String table(Table table) {
        return "\n" + notes(table) + "CREATE TABLE " + table.qualified() + " (\n" + body(table) + "\n);\n"
                + indexes(table) + comments(table);
    }

    /** The columns and the CHECKs, without the keys. */
    static String columns(Table table) {
        return Stream.concat(
                        table.columns().stream().map(Ddl::column),
                        table.checks().stream().map(check -> INDENT + check(check)))
                .collect(Collectors.joining(",\n"));
    }

    private static String notes(Table table) {
        return jsonParts(table.row())
                .map(json -> "-- " + table.name() + "."
                        + json.column().name().replaceAll("\\p{Cntrl}", " ") + " is one jsonb column, for "
                        + json.reason() + ".\n")
                .collect(Collectors.joining());
    }

    private static Stream<Part.Json> jsonParts(Part part) {
        if (part instanceof Part.Fields fields) {
            return fields.fields().stream().flatMap(field -> jsonParts(field.part()));
        } else if (part instanceof Part.Branches branches) {
            return branches.branches().stream().flatMap(branch -> jsonParts(branch.fields()));
        }
        return part instanceof Part.Json json ? Stream.of(json) : Stream.empty();
    }

    private static String body(Table table) {
        List<String> parts = new ArrayList<>();
        parts.add(columns(table));
        parts.add(INDENT + "PRIMARY KEY (" + Identifiers.quoted(table.keys().primary()) + ")");
        table.keys()
                .unique()
                .forEach(key -> parts.add(INDENT + "CONSTRAINT " + Identifiers.quoted(key.name()) + " UNIQUE ("
                        + Identifiers.quoted(key.columns()) + ")"));
        table.keys().foreign().forEach(key -> parts.add(foreignKey(key)));
        return String.join(",\n", parts);
    }

    private static String column(Column column) {
        return INDENT + Identifiers.quoted(column.name()) + " " + column.type().ddl()
                + (column.presence() == Presence.REQUIRED ? " NOT NULL" : "")
                + column.checks().stream()
                        .map(check -> "\n" + INDENT + INDENT + check(check))
                        .collect(Collectors.joining());
    }

    private static String check(Check check) {
        return "CONSTRAINT " + Identifiers.quoted(check.name()) + " CHECK (" + check.expression() + ")";
    }

    private static String foreignKey(ForeignKey key) {
        return INDENT + "CONSTRAINT " + Identifiers.quoted(key.name()) + "\n" + INDENT + INDENT + "FOREIGN KEY ("
                + Identifiers.quoted(key.columns()) + ") REFERENCES " + key.target() + " ("
                + Identifiers.quoted(key.targetColumns()) + ")"
                + (key.onDelete().isEmpty() ? "" : " " + key.onDelete());
    }

    private static String indexes(Table table) {
        return table.keys().indexed().stream()
                .map(column -> "CREATE INDEX ON " + table.qualified() + " (" + Identifiers.quoted(column) + ");\n")
                .collect(Collectors.joining());
    }

    private static String comments(Table table) {
        String ofTable = comment("TABLE " + table.qualified(), table.comment());
        return ofTable
                + table.columns().stream()
                        .map(column -> comment(
                                "COLUMN " + table.qualified() + "." + Identifiers.quoted(column.name()),
                                column.comment()))
                        .collect(Collectors.joining());
    }

    private static String comment(String on, String text) {
        return text.isEmpty() ? "" : "COMMENT ON " + on + " IS " + Identifiers.literal(text) + ";\n";
    }
}
