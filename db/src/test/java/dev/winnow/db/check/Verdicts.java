package dev.winnow.db.check;

import dev.winnow.core.constraint.BeanValidation;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.projection.Projection;
import dev.winnow.db.table.TestDatabase;
import jakarta.validation.Validator;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Bean Validation and the database say of the same values, one component at a time.
 *
 * @param stricter what only the database refuses
 * @param weaker by component, the values that only Bean Validation refuses
 * @param refusedBy by component, the constraints that refused one
 */
record Verdicts(List<String> stricter, Map<String, Set<Object>> weaker, Map<String, Set<String>> refusedBy) {

    /** {@code required} are the components that are "a" where another one is tried; all others are null then. */
    static Verdicts of(RecordType<?> type, Set<String> required, TestDatabase server) throws SQLException {
        Verdicts verdicts = new Verdicts(new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
        Validator validator = BeanValidation.validator(type.javaType(), Clock.systemUTC());
        Projection projection = Projection.of(type);
        try (TestDatabase database = server.committed(type)) {
            for (Property property : type.shape().properties()) {
                String component = property.accessor().getName();
                for (Object value : Candidates.of(property.accessor().getReturnType())) {
                    boolean accepted = validator
                            .validateValue(type.javaType(), component, value)
                            .isEmpty();
                    Record row = row(type, component, value, required);
                    Optional<String> refusal = database.refusal(() ->
                            projection.write(database.connection(), List.of(new ProjectedRecord("a", 1, 1, row))));
                    database.connection().rollback();
                    verdicts.add(component, value, accepted, refusal);
                }
            }
        }
        return verdicts;
    }

    private void add(String component, Object value, boolean accepted, Optional<String> refusal) {
        if (accepted && refusal.isPresent()) {
            stricter.add(refusal.get() + " refuses " + value);
        } else if (!accepted && refusal.isEmpty()) {
            weaker.computeIfAbsent(component, key -> new LinkedHashSet<>()).add(value);
        }
        refusal.ifPresent(name ->
                refusedBy.computeIfAbsent(component, key -> new TreeSet<>()).add(name));
    }

    private static Record row(RecordType<?> type, String component, Object value, Set<String> required) {
        RecordComponent[] components = type.javaType().getRecordComponents();
        @Nullable
        Object[] values = Arrays.stream(components)
                .map(one -> one.getName().equals(component) ? value : required.contains(one.getName()) ? "a" : null)
                .toArray();
        try {
            Constructor<?> constructor = type.javaType().getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return (Record) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
