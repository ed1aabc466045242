package dev.winnow.db.table;

import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How single values go into columns. */
final class Values {

    private Values() {}

    static ColumnType type(Shape single) {
        return single instanceof Shape.Scalar scalar ? ColumnType.of(scalar.kind()) : ColumnType.TEXT;
    }

    /** Reads what {@code java} reads, as JDBC binds it. */
    static ValueReader reader(Shape single, ValueReader java) {
        UnaryOperator<Object> toJdbc =
                single instanceof Shape.Scalar scalar ? scalar(scalar.kind()) : choice((Shape.Choice) single);
        return owner -> {
            Object value = java.read(owner);
            return value == null ? null : toJdbc.apply(value);
        };
    }

    /** Times are cut to the microsecond, as PostgreSQL keeps them; the driver would round up, into the next day perhaps. */
    private static UnaryOperator<Object> scalar(ScalarKind kind) {
        return switch (kind) {
            case STRING, INT, LONG, DECIMAL, DOUBLE, BOOLEAN, LOCAL_DATE, UUID -> UnaryOperator.identity();
            case BIG_INTEGER -> value -> new BigDecimal((BigInteger) value);
            case LOCAL_DATE_TIME -> value -> ((LocalDateTime) value).truncatedTo(ChronoUnit.MICROS);
            case INSTANT ->
                value -> ((Instant) value).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
            default -> throw new UnsupportedOperationException(kind.name());
        };
    }

    private static UnaryOperator<Object> choice(Shape.Choice choice) {
        Map<Object, String> texts = new HashMap<>();
        choice.values().forEach(value -> texts.put(value.constant(), value.text()));
        return texts::get;
    }
}
