package dev.winnow.db.table;

import dev.winnow.core.type.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table in the making. */
final class TableDraft {

    /** PostgreSQL has them in every table. */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private static final int MOST_COLUMNS = 1_600;

    private final Layout layout;
    private final String name;
    private final String path;
    private final String comment;
    private final ConstraintNames constraintNames;
    private final Map<String, String> declaredAt = new HashMap<>();
    private final List<Column> keys = new ArrayList<>();
    private final List<String> primaryKey = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<String> indexed = new ArrayList<>();
    private final List<DataColumn> data = new ArrayList<>();
    private final List<Table> children = new ArrayList<>();

    TableDraft(Layout layout, String name, String path, String comment) {
        this.layout = layout;
        this.name = name;
        this.path = path;
        this.comment = comment;
        this.constraintNames = new ConstraintNames(name);
        layout.claimTable(name, path);
        SYSTEM_COLUMNS.forEach(column -> declaredAt.put(column, "PostgreSQL"));
    }

    String path() {
        return path;
    }

    void primaryKey(Column column) {
        key(column);
        primaryKey.add(column.name());
    }

    void key(Column column) {
        layout.requireShort(path, "column", column.name());
        keys.add(column);
        declaredAt.put(column.name(), "the row's key or lineage");
    }

    void refer(List<String> columns, String target, List<String> targetColumns, String onDelete) {
        String constraint = constraintNames.next(columns.get(columns.size() - 1), "fkey");
        foreignKeys.add(new ForeignKey(constraint, columns, target, targetColumns, onDelete));
    }

    void index(String column) {
        layout.claimIndex(name, column, path);
        indexed.add(column);
    }

    Check check(String column, CheckRule rule) {
        return new Check(constraintNames.next(column, rule.name()), rule.expression());
    }

    void add(String at, Column column, List<CheckRule> rules, ValueReader value) {
        layout.requireShort(at, "column", column.name());
        String other = declaredAt.putIfAbsent(column.name(), at);
        if (other != null) {
            layout.problem(
                    ProblemCode.NAME_TAKEN,
                    at,
                    "column " + name + "." + column.name() + " is taken by " + other,
                    Layout.RENAME);
        }
        List<Check> checks =
                rules.stream().map(rule -> check(column.name(), rule)).toList();
        data.add(new DataColumn(column.with(checks), value));
    }

    /** Starts the table of a list in this one's rows. Its key is this one's and a position of its own. */
    TableDraft child(String list, String childPath, String childComment) {
        TableDraft child = new TableDraft(layout, name + "_" + list, childPath, childComment);
        List<String> columns = new ArrayList<>();
        for (String column : primaryKey) {
            if (column.equals(TypeTables.POSITION)) {
                String position = layout.listName(name) + "_" + column;
                child.primaryKey(Column.required(position, ColumnType.INTEGER));
                columns.add(position);
            } else {
                keys.stream().filter(key -> key.name().equals(column)).forEach(child::primaryKey);
                columns.add(column);
            }
        }
        child.refer(columns, Identifiers.inRecords(name), primaryKey, ForeignKey.CASCADE);
        Check fromZero = child.check(TypeTables.POSITION, new CheckRule("min", TypeTables.POSITION + " >= 0"));
        child.primaryKey(
                Column.required(TypeTables.POSITION, ColumnType.INTEGER).with(List.of(fromZero)));
        return child;
    }

    /** Ends it: a list's table. */
    void addChild(TableDraft child, ValueReader rows) {
        children.add(child.table(rows));
    }

    Table table(ValueReader rows) {
        int columns = keys.size() + data.size();
        if (columns > MOST_COLUMNS) {
            layout.problem(
                    ProblemCode.TOO_MANY_COLUMNS,
                    path,
                    "table " + name + " has " + columns + " columns",
                    "at most " + MOST_COLUMNS + " are possible");
        }
        return new Table(name, comment, new Keys(keys, primaryKey, foreignKeys, indexed), data, rows, children);
    }
}
