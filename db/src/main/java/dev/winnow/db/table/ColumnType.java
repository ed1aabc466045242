package dev.winnow.db.table;

import dev.winnow.core.type.ScalarKind;
import java.sql.Types;

/** The column types in use. None has a precision, so a column never rounds before a CHECK sees the value. */
enum ColumnType {
    TEXT("text", "text", Types.VARCHAR),
    INTEGER("integer", "integer", Types.INTEGER),
    BIGINT("bigint", "bigint", Types.BIGINT),
    NUMERIC("numeric", "numeric", Types.NUMERIC),
    DOUBLE("double precision", "double precision", Types.DOUBLE),
    BOOLEAN("boolean", "boolean", Types.BOOLEAN),
    DATE("date", "date", Types.DATE),
    TIMESTAMP("timestamp", "timestamp without time zone", Types.TIMESTAMP),
    TIMESTAMPTZ("timestamptz", "timestamp with time zone", Types.TIMESTAMP_WITH_TIMEZONE),
    UUID("uuid", "uuid", Types.OTHER);

    private final String ddl;
    private final String catalogName;
    private final int jdbcType;

    ColumnType(String ddl, String catalogName, int jdbcType) {
        this.ddl = ddl;
        this.catalogName = catalogName;
        this.jdbcType = jdbcType;
    }

    static ColumnType of(ScalarKind kind) {
        return switch (kind) {
            case STRING -> TEXT;
            case INT -> INTEGER;
            case LONG -> BIGINT;
            case BIG_INTEGER, DECIMAL -> NUMERIC;
            case DOUBLE -> DOUBLE;
            case BOOLEAN -> BOOLEAN;
            case LOCAL_DATE -> DATE;
            case LOCAL_DATE_TIME -> TIMESTAMP;
            case INSTANT -> TIMESTAMPTZ;
            case UUID -> UUID;
            default -> throw new UnsupportedOperationException(kind.name());
        };
    }

    /** As it is written in the DDL. */
    String ddl() {
        return ddl;
    }

    /** As PostgreSQL's {@code format_type} writes it. */
    String catalogName() {
        return catalogName;
    }

    /** From {@link Types}, for null. */
    int jdbcType() {
        return jdbcType;
    }
}
