package dev.winnow.db.table;

import dev.winnow.core.type.ProblemCode;
import dev.winnow.db.check.CheckRule;
import dev.winnow.db.sql.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A table in the making. */
final class TableDraft {

    /** PostgreSQL has them in every table. */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private static final int MOST_COLUMNS = 1_600;
    private static final String MOVE = " are possible: put some of them into a List of records";

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
    private final List<UniqueKey> uniqueKeys = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private int columns;

    TableDraft(Layout layout, String name, String path, String comment) {
        this.layout = layout;
        this.name = name;
        this.path = path;
        this.comment = comment;
        this.constraintNames = new ConstraintNames(name);
        layout.claimTable(name, path);
        SYSTEM_COLUMNS.forEach(column -> declaredAt.put(column, "PostgreSQL"));
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
        layout.claimIndex(name + "_" + column + "_idx", path);
        indexed.add(column);
    }

    private Check named(String column, CheckRule rule) {
        return new Check(constraintNames.next(column, rule.name()), rule.expression());
    }

    /** A CHECK of more than one column, named after {@code column}, or after nothing for the row as a whole. */
    void check(String column, CheckRule rule) {
        checks.add(named(column, rule));
    }

    void problem(ProblemCode code, String at, String problem, String limit) {
        layout.problem(code, at, problem, limit);
    }

    /** Adds a column of data; gives it back with its CHECKs. */
    Column add(String at, Column column, List<CheckRule> rules) {
        layout.requireShort(at, "column", column.name());
        String other = declaredAt.putIfAbsent(column.name(), at);
        if (other != null) {
            layout.problem(
                    ProblemCode.NAME_TAKEN,
                    at,
                    "column " + name + "." + column.name() + " is taken by " + other,
                    Layout.RENAME);
        }
        columns++;
        return column.with(
                rules.stream().map(rule -> named(column.name(), rule)).toList());
    }

    /** Lets the rows of one owner differ in these columns. */
    void unique(List<String> data) {
        String constraint = constraintNames.next(data.get(0), "key");
        layout.claimIndex(constraint, path);
        List<String> owned = primaryKey.stream()
                .filter(column -> !column.equals(TypeTables.POSITION))
                .toList();
        uniqueKeys.add(new UniqueKey(
                constraint, Stream.concat(owned.stream(), data.stream()).toList()));
    }

    /** Starts the table of a list in this one's rows. Its key is this one's and a position of its own. */
    TableDraft child(Place list, String childComment) {
        TableDraft child = new TableDraft(layout, name + "_" + list.column(), list.path(), childComment);
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
        Check fromZero = child.named(TypeTables.POSITION, new CheckRule("min", TypeTables.POSITION + " >= 0"));
        child.primaryKey(
                Column.required(TypeTables.POSITION, ColumnType.INTEGER).with(List.of(fromZero)));
        return child;
    }

    /** Ends it. */
    Table table(Part row) {
        Table table =
                new Table(name, comment, new Keys(keys, primaryKey, uniqueKeys, foreignKeys, indexed), row, checks);
        int all = keys.size() + columns;
        if (all > MOST_COLUMNS) {
            layout.problem(
                    ProblemCode.TOO_MANY_COLUMNS,
                    path,
                    "table " + name + " has " + all + " columns",
                    "at most " + MOST_COLUMNS + MOVE);
        } else if (RowWidth.of(table) > RowWidth.MOST) {
            layout.problem(
                    ProblemCode.TOO_MANY_COLUMNS,
                    path,
                    "a row of table " + name + " needs up to " + RowWidth.of(table) + " bytes",
                    "at most " + RowWidth.MOST + MOVE);
        }
        return table;
    }
}
