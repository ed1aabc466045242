package dev.winnow.db.table;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of a record type.
 *
 * @param root the table with one row a document; the tables of its lists are below it
 */
public record TypeTables(Table root) {

    static final String DOCUMENT_ID = "document_id";
    static final String EXTRACTION_ID = "extraction_id";
    static final String RUN_ID = "run_id";

    /** Of an element in its list, from 0. */
    static final String POSITION = "position";

    /** A list's element that has a column of its own. */
    static final String VALUE = "value";

    /** Lays out the tables; throws {@link ProblemsException} with everything that cannot work. */
    public static TypeTables of(RecordType<?> type) {
        Layout layout = new Layout(type.name(), new HashMap<>());
        TypeTables tables = layOut(type, layout);
        if (!layout.problems().isEmpty()) {
            throw new ProblemsException(layout.problems());
        }
        return tables;
    }

    /** Everything that cannot work where all these types have their tables in one database: two tables of one name, too. */
    public static List<Problem> problems(Collection<RecordType<?>> types) {
        Map<String, String> relations = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (RecordType<?> type : types) {
            Layout layout = new Layout(type.name(), relations);
            layOut(type, layout);
            problems.addAll(layout.problems());
        }
        return problems;
    }

    private static TypeTables layOut(RecordType<?> type, Layout layout) {
        String path = type.javaType().getSimpleName();
        TableDraft draft =
                new TableDraft(layout, type.name(), path, type.shape().description());
        lineage(draft);
        Part row = new RowLayout(draft).fields(type.shape(), Optional.empty(), Place.row(path));
        return new TypeTables(draft.table(row));
    }

    /** All tables, owners before the tables of their lists. */
    public List<Table> all() {
        return root.all();
    }

    private static void lineage(TableDraft draft) {
        draft.primaryKey(Column.required(DOCUMENT_ID, ColumnType.TEXT));
        draft.key(Column.required(EXTRACTION_ID, ColumnType.BIGINT));
        draft.key(Column.required(RUN_ID, ColumnType.BIGINT));
        draft.refer(List.of(DOCUMENT_ID), "winnow.document", List.of("id"), ForeignKey.CASCADE);
        draft.refer(List.of(EXTRACTION_ID), "winnow.extraction", List.of("id"), "");
        draft.refer(List.of(RUN_ID), "winnow.run", List.of("id"), "");
        draft.index(EXTRACTION_ID);
        draft.index(RUN_ID);
    }
}
