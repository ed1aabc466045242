package dev.winnow.db.table;

import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import java.sql.Types;

/** The column types in use. None has a precision, so a column never rounds before a CHECK sees the value. */
public enum ColumnType {
    /** Texts. */
    TEXT("text", "text", Types.VARCHAR),
    /** Whole numbers of 2 bytes. */
    SMALLINT("smallint", "smallint", Types.SMALLINT),
    /** Whole numbers of 4 bytes. */
    INTEGER("integer", "integer", Types.INTEGER),
    /** Whole numbers of 8 bytes. */
    BIGINT("bigint", "bigint", Types.BIGINT),
    /** Decimals of any size. */
    NUMERIC("numeric", "numeric", Types.NUMERIC),
    /** Floating-point numbers of 4 bytes. */
    REAL("real", "real", Types.REAL),
    /** Floating-point numbers of 8 bytes. */
    DOUBLE("double precision", "double precision", Types.DOUBLE),
    /** Truth values. */
    BOOLEAN("boolean", "boolean", Types.BOOLEAN),
    /** Dates. */
    DATE("date", "date", Types.DATE),
    /** Times of a day. */
    TIME("time", "time without time zone", Types.TIME),
    /** Dates with times. */
    TIMESTAMP("timestamp", "timestamp without time zone", Types.TIMESTAMP),
    /** Points in time. */
    TIMESTAMPTZ("timestamptz", "timestamp with time zone", Types.TIMESTAMP_WITH_TIMEZONE),
    /** Spans of time. */
    INTERVAL("interval", "interval", Types.OTHER),
    /** UUIDs. */
    UUID("uuid", "uuid", Types.OTHER),
    /** JSON. */
    JSONB("jsonb", "jsonb", Types.OTHER);

    private final String ddl;
    private final String catalogName;
    private final int jdbcType;

    ColumnType(String ddl, String catalogName, int jdbcType) {
        this.ddl = ddl;
        this.catalogName = catalogName;
        this.jdbcType = jdbcType;
    }

    /** The type of the column, or the first of two, that holds a scalar or an enum. */
    static ColumnType of(Shape single) {
        return of(single instanceof Shape.Choice choice ? choice.kind() : ((Shape.Scalar) single).kind());
    }

    private static ColumnType of(ScalarKind kind) {
        return switch (kind) {
            case STRING, CHARACTER, CURRENCY, LOCALE, URI -> TEXT;
            case BYTE, SHORT -> SMALLINT;
            case INT, YEAR -> INTEGER;
            case LONG -> BIGINT;
            case BIG_INTEGER, DECIMAL -> NUMERIC;
            case FLOAT -> REAL;
            case DOUBLE -> DOUBLE;
            case BOOLEAN -> BOOLEAN;
            case LOCAL_DATE, YEAR_MONTH -> DATE;
            case LOCAL_TIME -> TIME;
            case LOCAL_DATE_TIME -> TIMESTAMP;
            case INSTANT, OFFSET_DATE_TIME -> TIMESTAMPTZ;
            case DURATION, PERIOD -> INTERVAL;
            case UUID -> UUID;
        };
    }

    /** As it is written in the DDL. */
    public String ddl() {
        return ddl;
    }

    /** As PostgreSQL's {@code format_type} writes it. */
    public String catalogName() {
        return catalogName;
    }

    /** From {@link Types}; {@code OTHER} for what is bound as text that the server reads. */
    public int jdbcType() {
        return jdbcType;
    }
}
