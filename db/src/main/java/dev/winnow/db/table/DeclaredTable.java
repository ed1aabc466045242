package dev.winnow.db.table;

import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One table of a record type as SQL.
 *
 * @param name in schema {@code records}, unquoted
 * @param create the statements that make it with all that belongs to it, each line ended
 * @param checks the expressions by constraint name, as they are written in {@code create}
 */
public record DeclaredTable(String name, String create, Map<String, String> checks) {

    /**
     * The type's tables, owners before the tables of their lists.
     *
     * @throws ProblemsException where the type has no place in PostgreSQL
     */
    public static List<DeclaredTable> of(RecordType<?> type) {
        return TypeTables.of(type).all().stream().map(DeclaredTable::of).toList();
    }

    private static DeclaredTable of(Table table) {
        Map<String, String> checks = new LinkedHashMap<>();
        table.columns()
                .forEach(column -> column.checks().forEach(check -> checks.put(check.name(), check.expression())));
        return new DeclaredTable(table.name(), Ddl.table(table), checks);
    }

    /** The name as SQL takes it, quoted only where it must be. */
    public static String quoted(String name) {
        return Identifiers.quoted(name);
    }

    /** A text as a literal. */
    public static String literal(String text) {
        return Identifiers.literal(text);
    }
}
