package dev.winnow.db.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.constraint.BeanValidation;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.table.TestDatabase;
import dev.winnow.db.table.TestPostgres;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            "textSizeBoth",
            "textSizeMax",
            "textSizeMin");

    private static final List<String> WITHOUT_CHECK =
            List.of("datePast", "decimalTiny", "doubleOutOfRange", "textEmail", "textNumber", "textPatternFlags");

    /** Their CHECK refuses no value of their type; {@code textLater}'s constraint is not validated, so it has none. */
    private static final List<String> ALWAYS_TRUE = List.of("intMaxLong", "choice", "textLater");

    private static final Set<String> REQUIRED = Set.of("textNotBlank", "textNotEmpty");

    private final RecordType<Limits> type = RecordType.of(Limits.class);

    @Test
    void noCheckIsStricterAndMostAreExact(TestDatabase server) throws Exception {
        Verdicts verdicts = Verdicts.of(type, REQUIRED, server);
        Map<String, Set<Object>> weaker = verdicts.weaker();
        Map<String, Set<String>> refusedBy = verdicts.refusedBy();
        assertThat(verdicts.stricter()).isEmpty();
        assertThat(weaker)
                .containsOnlyKeys(
                        Stream.concat(WEAKER.stream(), WITHOUT_CHECK.stream()).toList());
        assertThat(refusedBy).doesNotContainKeys(WITHOUT_CHECK.toArray(String[]::new));
        assertThat(refusedBy.get("decimalDigits")).containsExactly("limits_decimal_digits_digits");
        assertThat(refusedBy.get("textPatterns"))
                .containsExactly(
                        "limits_text_patterns_pattern",
                        "limits_text_patterns_pattern_2",
                        "limits_text_patterns_pattern_3");
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

    @Test
    void norAreThoseOfOtherKinds(TestDatabase server) throws Exception {
        Verdicts verdicts = Verdicts.of(RecordType.of(MoreLimits.class), Set.of(), server);
        assertThat(verdicts.stricter()).isEmpty();
        assertThat(verdicts.weaker())
                .containsOnlyKeys(
                        "floatPositiveOrZero",
                        "floatNegative",
                        "floatDigits",
                        "floatManyDigits",
                        "floatMostDigits",
                        "durationAbove",
                        "durationMax",
                        "durationNanos",
                        "durationBelowNanos",
                        "durationNever",
                        "length");
        assertThat(verdicts.weaker().get("durationMax"))
                .containsExactly(Duration.ofDays(30).plusNanos(1));
        assertThat(verdicts.weaker().get("durationAbove")).containsExactly(Duration.ofHours(1));
        assertThat(verdicts.weaker().get("length")).containsExactly("😀");
        assertThat(verdicts.refusedBy())
                .containsKeys("yes", "no", "nothing", "noNumber", "codePoints", "durationMin", "durationBelow");
    }
}
