package dev.winnow.core.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The closed list of single values a record may hold. */
public enum ScalarKind {
    /** {@code String}. */
    STRING(String.class),
    /** {@code int}, {@code Integer}. */
    INT(int.class, Integer.class),
    /** {@code long}, {@code Long}. */
    LONG(long.class, Long.class),
    /** {@code BigInteger}. */
    BIG_INTEGER(BigInteger.class),
    /** {@code BigDecimal}. */
    DECIMAL(BigDecimal.class),
    /** {@code double}, {@code Double}. */
    DOUBLE(double.class, Double.class),
    /** {@code boolean}, {@code Boolean}. */
    BOOLEAN(boolean.class, Boolean.class),
    /** {@code LocalDate}. */
    LOCAL_DATE(LocalDate.class),
    /** {@code LocalDateTime}. */
    LOCAL_DATE_TIME(LocalDateTime.class),
    /** {@code Instant}. */
    INSTANT(Instant.class),
    /** {@code UUID}. */
    UUID_TEXT(UUID.class);

    private final List<Class<?>> javaTypes;

    ScalarKind(Class<?>... javaTypes) {
        this.javaTypes = List.of(javaTypes);
    }

    /** The kind of {@code javaType}, or empty where it is none. */
    public static Optional<ScalarKind> of(Class<?> javaType) {
        return Arrays.stream(values())
                .filter(kind -> kind.javaTypes.contains(javaType))
                .findFirst();
    }
}
