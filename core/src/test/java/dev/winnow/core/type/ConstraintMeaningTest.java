package dev.winnow.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.constraint.BeanValidation;
import jakarta.validation.UnexpectedTypeException;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each constraint on each type, in each place: Winnow finds a meaning exactly where Hibernate Validator judges values. */
class ConstraintMeaningTest {

    private static final List<String> CONSTRAINTS = List.of(
            "AssertFalse",
            "AssertTrue",
            "DecimalMax(\"5\")",
            "DecimalMin(\"1\")",
            "Digits(integer = 3, fraction = 2)",
            "Email",
            "Future",
            "FutureOrPresent",
            "Max(5)",
            "Min(1)",
            "Negative",
            "NegativeOrZero",
            "NotBlank",
            "NotEmpty",
            "NotNull",
            "Null",
            "Past",
            "PastOrPresent",
            "Pattern(regexp = \".*\")",
            "Positive",
            "PositiveOrZero",
            "Size(max = 5)",
            "BitcoinAddress({})",
            "CodePointLength(max = 5)",
            "CreditCardNumber",
            "org.hibernate.validator.constraints.Currency(\"EUR\")",
            "EAN",
            "ISBN",
            "Length(max = 5)",
            "LuhnCheck",
            "Mod10Check",
            "Mod11Check",
            "Normalized",
            "Range(min = 1, max = 5)",
            "URL",
            "org.hibernate.validator.constraints.UUID",
            "UniqueElements",
            "CNPJ",
            "CPF",
            "TituloEleitoral",
            "KorRRN",
            "NIP",
            "PESEL",
            "REGON",
            "INN",
            "DurationMax(days = 1)",
            "DurationMin(days = 1)");

    private static final Map<String, Object> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("String", "a");
        VALUES.put("Character", 'a');
        VALUES.put("Byte", (byte) 1);
        VALUES.put("Short", (short) 1);
        VALUES.put("Integer", 1);
        VALUES.put("Long", 1L);
        VALUES.put("BigInteger", BigInteger.ONE);
        VALUES.put("BigDecimal", BigDecimal.ONE);
        VALUES.put("Float", 1f);
        VALUES.put("Double", 1d);
        VALUES.put("Boolean", true);
        VALUES.put("LocalDate", LocalDate.EPOCH);
        VALUES.put("LocalTime", LocalTime.NOON);
        VALUES.put("LocalDateTime", LocalDateTime.MIN);
        VALUES.put("OffsetDateTime", OffsetDateTime.MIN);
        VALUES.put("Instant", Instant.EPOCH);
        VALUES.put("Duration", Duration.ZERO);
        VALUES.put("Period", Period.ZERO);
        VALUES.put("Year", Year.of(2000));
        VALUES.put("YearMonth", YearMonth.of(2000, 1));
        VALUES.put("Currency", Currency.getInstance("EUR"));
        VALUES.put("Locale", Locale.ENGLISH);
        VALUES.put("URI", URI.create("a"));
        VALUES.put("UUID", new UUID(1, 1));
        VALUES.put("DayOfWeek", DayOfWeek.MONDAY);
        VALUES.put("List<String>", List.of("a"));
        VALUES.put("Set<String>", Set.of("a"));
        VALUES.put("Map<String, String>", Map.of("a", "a"));
        VALUES.put("Optional<String>", Optional.of("a"));
        VALUES.put("OptionalInt", OptionalInt.of(1));
        VALUES.put("OptionalLong", OptionalLong.of(1));
        VALUES.put("OptionalDouble", OptionalDouble.of(1));
    }

    private static final Map<String, String> PRIMITIVES = Map.of(
            "char", "Character",
            "byte", "Byte",
            "short", "Short",
            "int", "Integer",
            "long", "Long",
            "float", "Float",
            "double", "Double",
            "boolean", "Boolean");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @TestFactory
    Stream<DynamicTest> isFoundWhereValuesAreJudged() throws IOException {
        Map<String, Object> samples = new TreeMap<>();
        StringBuilder source = new StringBuilder("""
                import jakarta.validation.constraints.*;
                import java.math.*;
                import java.net.URI;
                import java.time.*;
                import java.util.*;
                import org.hibernate.validator.constraints.*;
                import java.util.Currency;
                import java.util.UUID;
                import org.hibernate.validator.constraints.br.*;
                import org.hibernate.validator.constraints.kor.*;
                import org.hibernate.validator.constraints.pl.*;
                import org.hibernate.validator.constraints.ru.*;
                import org.hibernate.validator.constraints.time.*;
                """);
        VALUES.forEach((type, value) -> {
            add(source, samples, "@C " + type, value);
            add(source, samples, "List<@C " + type + ">", List.of(value));
            add(source, samples, "Map<String, @C " + type + ">", Map.of("a", value));
            add(source, samples, "List<List<@C " + type + ">>", List.of(List.of(value)));
            if (!type.startsWith("Optional")) {
                add(source, samples, "Optional<@C " + type + ">", Optional.of(value));
            }
        });
        PRIMITIVES.forEach((type, box) -> add(source, samples, "@C " + type, Objects.requireNonNull(VALUES.get(box))));
        Map.of("", "a", "extends CharSequence", "a", "extends Number", 1, "extends List<String>", List.of("a"))
                .forEach((bound, value) -> {
                    add(source, samples, "T " + bound + ": @C T", value);
                    add(source, samples, "T " + bound + ": List<@C T>", List.of(value));
                });
        ClassLoader loader = Compiled.in(folder, source.toString());
        return samples.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> compare(type(loader, entry.getKey()), entry.getValue())));
    }

    private static void add(StringBuilder source, Map<String, Object> samples, String form, Object value) {
        samples.put(form, value);
        int colon = form.indexOf(": ");
        String variables = colon < 0 ? "" : "<" + form.substring(0, colon) + ">";
        String type = colon < 0 ? form : form.substring(colon + 2);
        source.append("record ").append(name(form)).append(variables).append("(");
        for (int i = 0; i < CONSTRAINTS.size(); i++) {
            source.append(i == 0 ? "" : ", ")
                    .append(type.replace("@C", "@" + CONSTRAINTS.get(i)))
                    .append(" c")
                    .append(i);
        }
        source.append(") {}\n");
    }

    private static String name(String form) {
        return "R" + form.replaceAll("[^A-Za-z]", "_");
    }

    private static Class<?> type(ClassLoader loader, String form) throws ClassNotFoundException {
        return loader.loadClass(name(form));
    }

    private static void compare(Class<?> type, Object value) {
        ShapeReader reader = new ShapeReader();
        reader.read(type);
        Set<String> refused = reader.problems().stream()
                .filter(problem -> problem.code() == ProblemCode.CONSTRAINT_WITHOUT_MEANING)
                .map(problem -> problem.path().replaceAll("^[^.]*[.]|[^0-9a-z].*$", ""))
                .collect(Collectors.toSet());
        Validator validator = BeanValidation.validator(type, Clock.systemUTC());
        Map<String, String> ours = new TreeMap<>();
        Map<String, String> theirs = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String constraint =
                    CONSTRAINTS.get(Integer.parseInt(component.getName().substring(1)));
            ours.put(constraint, refused.contains(component.getName()) ? "refused" : "taken");
            theirs.put(constraint, verdict(validator, type, component.getName(), value));
        }
        assertThat(ours).isEqualTo(theirs);
    }

    private static String verdict(Validator validator, Class<?> type, String component, Object value) {
        try {
            validator.validateValue(type, component, value);
            return "taken";
        } catch (UnexpectedTypeException e) {
            return "refused";
        } catch (ValidationException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
