package dev.winnow.db.table;

import dev.winnow.core.type.Presence;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares a record type with its tables as they are. */
public final class DriftCheck {

    private final List<Problem> problems = new ArrayList<>();

    private DriftCheck() {}

    /**
     * Every difference in tables, columns, types, NOT NULL, primary keys, CHECKs and foreign keys; empty when all agrees.
     * Indexes of the user's own are left alone, and constraints whose names do not begin with the table's and {@code _}; columns
     * are not. CHECKs are compared as PostgreSQL reads them, for which a temporary table is made and dropped: the connection
     * must not be read-only. The problems say what is expected, not what to do about it.
     *
     * @throws ProblemsException where the type has no place in PostgreSQL
     */
    public static List<Problem> check(Connection connection, RecordType<?> type) throws SQLException {
        TypeTables tables = TypeTables.of(type);
        List<Problem> unreadable = SqlTrial.problems(connection, tables);
        if (!unreadable.isEmpty()) {
            return unreadable;
        }
        DriftCheck check = new DriftCheck();
        for (Table table : tables.all()) {
            check.table(connection, table);
        }
        return List.copyOf(check.problems);
    }

    private void table(Connection connection, Table table) throws SQLException {
        String path = Identifiers.SCHEMA + "." + table.name();
        Optional<CatalogTable> found = CatalogTable.read(connection, table.qualified());
        if (found.isEmpty()) {
            add(path, "is missing", "a table");
            return;
        }
        CatalogTable actual = found.get();
        Set<String> differing = columns(path, table, actual);
        if (!actual.primaryKey().equals(table.keys().primary())) {
            add(
                    path,
                    "has another primary key",
                    "(" + String.join(", ", table.keys().primary()) + ")");
        }
        for (ForeignKey key : table.keys().foreign()) {
            if (!actual.keys().contains(key.name())) {
                add(path, "lacks the foreign key " + key.name(), "one to " + key.target());
            }
        }
        for (UniqueKey key : table.keys().unique()) {
            if (!actual.keys().contains(key.name())) {
                add(path, "lacks the constraint " + key.name(), "UNIQUE (" + String.join(", ", key.columns()) + ")");
            }
        }
        Map<String, String> expected = ExpectedChecks.read(connection, table);
        table.columns().stream()
                // of another type, PostgreSQL reads the same CHECK in another way
                .filter(column -> !differing.contains(column.name()))
                .forEach(column -> column.checks()
                        .forEach(check -> check(path + "." + column.name(), check, expected, actual.checks())));
        if (differing.isEmpty()) {
            table.checks().forEach(check -> check(path, check, expected, actual.checks()));
        }
        gone(path, table, actual);
    }

    /** What is no longer declared could refuse a valid record. Its name tells it from one of the user's own. */
    private void gone(String path, Table table, CatalogTable actual) {
        Set<String> declared = new HashSet<>();
        Stream.concat(table.columns().stream().flatMap(column -> column.checks().stream()), table.checks().stream())
                .forEach(check -> declared.add(check.name()));
        table.keys().foreign().forEach(key -> declared.add(key.name()));
        table.keys().unique().forEach(key -> declared.add(key.name()));
        Stream.concat(actual.checks().keySet().stream(), actual.keys().stream())
                .filter(name -> name.startsWith(table.name() + "_") && !declared.contains(name))
                .sorted()
                .forEach(name -> add(path, "has the constraint " + name, "no such constraint"));
    }

    /** The names of the declared ones that are missing or differ. */
    private Set<String> columns(String path, Table table, CatalogTable actual) {
        Set<String> differing = new HashSet<>();
        for (Column column : table.columns()) {
            int before = problems.size();
            column(path + "." + column.name(), column, actual);
            if (problems.size() > before) {
                differing.add(column.name());
            }
        }
        List<String> declared = table.columns().stream().map(Column::name).toList();
        actual.columns().keySet().stream()
                .filter(name -> !declared.contains(name))
                .forEach(name -> add(path + "." + name, "is not declared", "no such column"));
        return differing;
    }

    private void column(String path, Column column, CatalogTable table) {
        CatalogTable.CatalogColumn actual = table.columns().get(column.name());
        if (actual == null) {
            add(path, "is missing", "a column of type " + column.type().catalogName());
            return;
        }
        if (!actual.type().equals(column.type().catalogName())) {
            add(path, "has type " + actual.type(), column.type().catalogName());
        }
        if (actual.presence() != column.presence()) {
            boolean nullable = actual.presence() == Presence.NULLABLE;
            add(path, nullable ? "may be null" : "is NOT NULL", nullable ? "NOT NULL" : "nullable");
        }
    }

    private void check(String path, Check check, Map<String, String> expected, Map<String, String> actual) {
        if (!actual.containsKey(check.name())) {
            add(path, "lacks the constraint " + check.name(), "CHECK (" + check.expression() + ")");
        } else if (!actual.get(check.name()).equals(expected.get(check.name()))) {
            add(path, "has another constraint " + check.name(), "CHECK (" + check.expression() + ")");
        }
    }

    private void add(String path, String problem, String expected) {
        problems.add(new Problem(ProblemCode.TABLE_DRIFT, path, problem, "expected is " + expected));
    }
}
