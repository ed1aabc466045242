package dev.winnow.db.table;

import dev.winnow.core.type.Presence;
import dev.winnow.core.type.Shape;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * The bytes of a table's row on PostgreSQL's page when everything is filled that can be at once. What is long lies elsewhere, with a
 * pointer in the row; each text, decimal and JSON of unknown length counts as such a pointer.
 */
final class RowWidth {

    /** {@code MaxHeapTupleSize} of PostgreSQL's {@code htup_details.h} with pages of 8 KB, the default of its builds. */
    static final int MOST = 8_160;

    /** {@code SizeofHeapTupleHeader}, without the bitmap of nulls. */
    private static final int HEADER = 23;

    /** {@code TOAST_POINTER_SIZE} of {@code heaptoast.h}. */
    private static final int POINTER = 18;

    /** A text of more bytes is moved away: it is larger, with its byte of length, than a pointer aligned to 8. */
    private static final int LONGEST_IN_ROW = 23;

    private RowWidth() {}

    static int of(Table table) {
        boolean nulls = table.columns().stream().anyMatch(column -> column.presence() != Presence.REQUIRED);
        int bitmap = nulls ? (table.columns().size() + 7) / 8 : 0;
        int start = aligned(HEADER + bitmap, 8);
        int end = after(start, table.keys().columns().stream());
        return aligned(after(end, table.row()), 8);
    }

    /** Where the next column starts at the earliest, after {@code part} that starts at {@code start}. */
    private static int after(int start, Part part) {
        int end = start;
        if (part instanceof Part.Fields fields) {
            end = after(end, fields.present().stream());
            for (Part.Field field : fields.fields()) {
                end = after(end, field.part());
            }
        } else if (part instanceof Part.Branches union) {
            int branches = start + longest(union.branches().stream().map(Part.Branch::name));
            for (Part.Branch branch : union.branches()) {
                end = Math.max(end, after(branches, branch.fields()));
            }
        } else if (part instanceof Part.Single single
                && single.shape() instanceof Shape.Choice choice
                && ColumnType.of(choice) == ColumnType.TEXT) {
            end += longest(choice.texts().stream());
        } else {
            end = after(end, part.columns());
        }
        return end;
    }

    private static int after(int start, Stream<Column> columns) {
        int end = start;
        for (Column column : columns.toList()) {
            end = aligned(end, alignment(column.type())) + size(column.type());
        }
        return end;
    }

    private static int longest(Stream<String> texts) {
        return texts.mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .map(bytes -> bytes > LONGEST_IN_ROW ? POINTER : bytes + 1)
                .max()
                .orElse(0);
    }

    private static int aligned(int start, int alignment) {
        return (start + alignment - 1) / alignment * alignment;
    }

    private static int alignment(ColumnType type) {
        return switch (type) {
            case TEXT, NUMERIC, JSONB, BOOLEAN, UUID -> 1;
            case INTERVAL -> 8;
            default -> size(type);
        };
    }

    private static int size(ColumnType type) {
        return switch (type) {
            case TEXT, NUMERIC, JSONB -> POINTER;
            case BOOLEAN -> 1;
            case SMALLINT -> 2;
            case INTEGER, REAL, DATE -> 4;
            case BIGINT, DOUBLE, TIME, TIMESTAMP, TIMESTAMPTZ -> 8;
            case INTERVAL, UUID -> 16;
        };
    }
}
