package dev.winnow.core.schema;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.winnow.core.type.Extracted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/** Record types with every kind and shape beyond plain records and lists. */
final class GoldenShapes {

    private static final String INSTRUCTIONS = "/dev/winnow/core/instructions.md";

    private GoldenShapes() {}

    static List<Class<? extends Record>> all() {
        return List.of(
                Scalars.class,
                Collections.class,
                Payment.class,
                Folder.class,
                Formula.class,
                Chain.class,
                Family.class,
                Bounds.class,
                Checked.class);
    }

    /** The kinds that {@link GoldenRecords.AllKinds} has not. */
    @Extracted(value = "scalars", instructions = INSTRUCTIONS)
    record Scalars(
            char character,
            byte tiny,
            @Nullable Short small,
            float single,
            LocalTime time,
            OffsetDateTime moment,
            @JsonPropertyDescription("How long it took.") Duration duration,
            Period period,
            Year year,
            YearMonth month,
            Currency currency,
            Locale locale,
            URI link,
            Grade grade,
            Optional<Grade> lastGrade,
            OptionalInt count,
            OptionalLong longCount,
            OptionalDouble share) {}

    /** Written as a whole number. */
    enum Grade {
        GOOD(1),
        BAD(6);

        private final int number;

        Grade(int number) {
            this.number = number;
        }

        @JsonValue
        int number() {
            return number;
        }
    }

    /** Sets, maps, nullable elements, generics. */
    @Extracted(value = "collections", instructions = INSTRUCTIONS)
    record Collections(
            @NotEmpty Set<@NotBlank String> tags,

            @JsonPropertyDescription("Prices by currency.") @Size(max = 5)
            Map<Currency, @PositiveOrZero BigDecimal> prices,

            Map<@Pattern(regexp = "[a-z]+") String, @Nullable List<@Nullable Integer>> series,
            @Nullable Map<LocalDate, @Valid Box<String>> boxes,

            @JsonPropertyDescription("Two of one type.") @Valid
            Pair<Integer> pair) {}

    /** Generic. */
    @JsonClassDescription("Holds one.")
    record Box<T>(T content) {}

    /** Generic and nested. */
    record Pair<T>(@Valid Box<T> left, @Nullable @Valid Box<T> right) {}

    /** A union, required, nullable and in a list. */
    @Extracted(value = "payment", instructions = INSTRUCTIONS)
    record Payment(
            @Valid Means means,

            @JsonPropertyDescription("How it was paid before.") @Nullable @Valid
            Means before,

            List<@Valid Means> others) {}

    /** Told apart by a property of its own name. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonClassDescription("How it was paid.")
    sealed interface Means permits Cash, Card {}

    /** The one. */
    @JsonTypeName("in cash")
    record Cash(@Min(0) BigDecimal tendered) implements Means {}

    /** The other. */
    @JsonClassDescription("A card of any kind.")
    record Card(
            @Size(min = 4, max = 4) String lastDigits,
            @Nullable YearMonth expires) implements Means {}

    /** Recursion to the root, and to a record further in that is described where it is used. */
    @Extracted(value = "folder", instructions = INSTRUCTIONS)
    @JsonClassDescription("A folder with folders.")
    record Folder(
            @NotBlank String name,
            List<@Valid Folder> folders,

            @JsonPropertyDescription("The folder it belongs to.") @Nullable @Valid
            Folder home,

            @JsonPropertyDescription("Who owns it.") @Valid Person owner) {}

    /** Contains itself. */
    @JsonClassDescription("A person.")
    record Person(
            @NotBlank String name,

            @JsonPropertyDescription("Who the person reports to.") @Nullable @Valid
            Person boss,

            @Size(max = 3) List<@Valid Person> deputies) {}

    /** A union that contains itself, by itself and by one of its records. */
    @Extracted(value = "formula", instructions = INSTRUCTIONS)
    record Formula(@Valid Term term) {}

    /** Discriminated by the default. */
    sealed interface Term permits Sum, Value, Braces {}

    /** Leads back to the union. */
    record Sum(@Size(min = 2) List<@Valid Term> terms) implements Term {}

    /** Leads nowhere. */
    record Value(double number) implements Term {}

    /** Leads back. */
    record Braces(@Valid Term inner) implements Term {}

    /** The root is a record of the union that it holds: once without, once with the discriminator. */
    @Extracted(value = "chain", instructions = INSTRUCTIONS)
    record Chain(@NotBlank String text, @Nullable @Valid Link next) implements Link {}

    /** Leads to the root. */
    sealed interface Link permits Chain, End {}

    /** Leads nowhere. */
    record End(boolean reached) implements Link {}

    /** A record of a union that leads back to itself alone and to the union. */
    @Extracted(value = "family", instructions = INSTRUCTIONS)
    record Family(@Valid Member member, Optional<@Valid Parent> head) {}

    /** Two kinds. */
    sealed interface Member permits Parent, Child {}

    /** Leads back twice. */
    record Parent(
            @Nullable @Valid Parent partner, @Size(max = 3) List<@Valid Member> children) implements Member {}

    /** Leads nowhere. */
    record Child(@Min(0) int age) implements Member {}

    /** Bounds where they meet the limits of their type. */
    @Extracted(value = "bounds", instructions = INSTRUCTIONS)
    record Bounds(
            @DecimalMax("0.1") double inclusive,
            @DecimalMin(value = "1000", inclusive = false) double exclusive,
            @DecimalMin("0.7") float single,
            @PositiveOrZero double notNegative,

            @DecimalMin("0.5") @DecimalMax(value = "9.5", inclusive = false)
            int whole,

            @Min(10) @DecimalMin("3") long tightest,
            @Min(-5) byte own,
            @DecimalMax("1e400") double beyond) {}

    /** Constraints without a keyword, several of a kind, and on the whole. */
    @Extracted(value = "checked", instructions = INSTRUCTIONS)
    @JsonClassDescription("A checked record.")
    record Checked(
            @DurationMin(minutes = 1) @DurationMax(hours = 2, inclusive = false)
            Duration duration,

            @Null @Nullable String never,
            @AssertTrue boolean yes,
            @AssertFalse @Nullable Boolean no,
            @CodePointLength(min = 2, max = 4) String points,

            @Pattern(regexp = "(?i)[a-z]+") @Pattern(regexp = "^[a-z]{2}.$") @Pattern(regexp = "[^q]*")
            String patterns,

            @Size(min = 3, max = 3, message = "three letters, as on the label")
            String code,

            @Size(max = 1) String one,
            @Max(9) @Nullable Integer most) {

        @AssertTrue(message = "the code is never part of the points")
        boolean isConsistent() {
            return !points.contains(code);
        }
    }
}
