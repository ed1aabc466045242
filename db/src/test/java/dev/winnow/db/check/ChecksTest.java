package dev.winnow.db.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.constraint.BeanValidation;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.projection.Projection;
import dev.winnow.db.table.TestDatabase;
import dev.winnow.db.table.TestPostgres;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bean Validation is the authority: what it accepts no CHECK refuses. */
@ExtendWith(TestPostgres.class)
class ChecksTest {

    private static final Validator VALIDATOR = BeanValidation.validator(Limits.class, Clock.systemUTC());

    /** Have a CHECK that takes something which Bean Validation refuses; the mapping says why. */
    private static final List<String> WEAKER = List.of(
            "decimalDigits",
            "decimalFraction",
            "decimalWhole",
            "doubleDigits",
            "doubleManyDigits",
            "doubleNegative",
            "doublePositiveOrZero",
            "textNotBlank",
            "textPatterns",
            "textSizeBoth",
            "textSizeMax",
            "textSizeMin");

    private static final List<String> WITHOUT_CHECK =
            List.of("datePast", "decimalTiny", "doubleOutOfRange", "textEmail", "textNumber", "textPatternFlags");

    /** Their CHECK refuses no value of their type; {@code textLater}'s constraint is not validated, so it has none. */
    private static final List<String> ALWAYS_TRUE = List.of("intMaxLong", "choice", "textLater");

    private static final Set<String> REQUIRED = Set.of("textNotBlank", "textNotEmpty");

    private final RecordType<Limits> type = RecordType.of(Limits.class);
    private final Projection projection = Projection.of(type);

    @Test
    void noCheckIsStricterAndMostAreExact(TestDatabase server) throws Exception {
        List<String> stricter = new ArrayList<>();
        Map<String, Set<Object>> weaker = new TreeMap<>();
        Map<String, Set<String>> refusedBy = new TreeMap<>();
        try (TestDatabase database = server.committed(type)) {
            for (Property property : type.shape().properties()) {
                String component = property.accessor().getName();
                for (Object value : Candidates.of(property.accessor().getReturnType())) {
                    boolean accepted = VALIDATOR
                            .validateValue(Limits.class, component, value)
                            .isEmpty();
                    Optional<String> refusal = refusal(database, component, value);
                    if (accepted && refusal.isPresent()) {
                        stricter.add(refusal.get() + " refuses " + value);
                    } else if (!accepted && refusal.isEmpty()) {
                        weaker.computeIfAbsent(component, key -> new LinkedHashSet<>())
                                .add(value);
                    }
                    refusal.ifPresent(name -> refusedBy
                            .computeIfAbsent(component, key -> new TreeSet<>())
                            .add(name));
                }
            }
        }
        assertThat(stricter).isEmpty();
        assertThat(weaker)
                .containsOnlyKeys(
                        Stream.concat(WEAKER.stream(), WITHOUT_CHECK.stream()).toList());
        assertThat(refusedBy).doesNotContainKeys(WITHOUT_CHECK.toArray(String[]::new));
        assertThat(refusedBy.get("decimalDigits")).containsExactly("limits_decimal_digits_digits");
        assertThat(refusedBy.get("textPatterns"))
                .containsExactly("limits_text_patterns_pattern", "limits_text_patterns_pattern_2");
        assertThat(refusedBy).hasSize(type.shape().properties().size() - WITHOUT_CHECK.size() - ALWAYS_TRUE.size());
        onlyTrailingZerosAreOverlooked(weaker);
        assertThat(weaker.get("doubleNegative")).containsExactly(0.0);
        assertThat(weaker.get("doublePositiveOrZero")).containsExactly(-0.0);
        assertThat(weaker.get("textSizeMax")).containsExactly("😀");
        assertThat(weaker.get("textNotBlank")).containsExactlyInAnyOrder("\u2003", "\u2028");
    }

    private static void onlyTrailingZerosAreOverlooked(Map<String, Set<Object>> weaker) {
        for (String component : List.of("decimalDigits", "decimalWhole")) {
            assertThat(weaker.get(component))
                    .map(value -> ((BigDecimal) value).stripTrailingZeros())
                    .allMatch(value -> VALIDATOR
                            .validateValue(Limits.class, component, value)
                            .isEmpty());
        }
        assertThat(weaker.get("decimalFraction")).allMatch(value -> ((BigDecimal) value).signum() == 0);
    }

    private Optional<String> refusal(TestDatabase database, String component, Object value) throws SQLException {
        ProjectedRecord row = new ProjectedRecord("a", 1, 1, limits(component, value));
        Optional<String> refusal = database.refusal(() -> projection.write(database.connection(), List.of(row)));
        database.connection().rollback();
        return refusal;
    }

    /** A record that is null where it may be, but for one component. */
    private static Limits limits(String component, Object value) {
        RecordComponent[] components = Limits.class.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(one -> one.getName().equals(component) ? value : REQUIRED.contains(one.getName()) ? "a" : null)
                .toArray();
        try {
            return (Limits) Limits.class.getDeclaredConstructors()[0].newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
