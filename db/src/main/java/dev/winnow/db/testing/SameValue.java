package dev.winnow.db.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Equality as the tables keep it: decimals by value, times to the microsecond, periods with years and months together. */
final class SameValue {

    private SameValue() {}

    static boolean of(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one instanceof Record && one.getClass() == other.getClass()) {
            return ofRecords(one, other);
        }
        if (one instanceof Collection<?> elements && other instanceof Collection<?> others) {
            Iterator<?> rest = others.iterator();
            return elements.size() == others.size() && elements.stream().allMatch(element -> of(element, rest.next()));
        }
        if (one instanceof Map<?, ?> entries && other instanceof Map<?, ?> others) {
            return entries.size() == others.size()
                    && entries.entrySet().stream().allMatch(entry -> of(entry.getValue(), others.get(entry.getKey())));
        }
        if (one instanceof Optional<?> optional && other instanceof Optional<?> otherOptional) {
            return of(optional.orElse(null), otherOptional.orElse(null));
        }
        return kept(one).equals(kept(other));
    }

    private static boolean ofRecords(Object one, Object other) {
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            if (!of(value(component, one), value(component, other))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object value(RecordComponent component, Object owner) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read component " + component.getName(), e);
        }
    }

    private static Object kept(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        } else if (value instanceof LocalTime time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        } else if (value instanceof LocalDateTime time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        } else if (value instanceof OffsetDateTime time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        } else if (value instanceof Instant time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        } else if (value instanceof Duration duration) {
            return duration.minusNanos(duration.getNano() % 1_000); // the microsecond below, also before zero
        } else if (value instanceof Period period) {
            return period.normalized();
        }
        return value;
    }
}
