package dev.winnow.db.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes Java sources of record types that combine types and constraints at random; the same seed gives the same sources. */
final class RandomTypes {

    private static final String HEAD = """
            package made;
            import com.fasterxml.jackson.annotation.*;
            import dev.winnow.core.type.Extracted;
            import jakarta.validation.Valid;
            import jakarta.validation.constraints.*;
            import java.math.*;
            import java.net.URI;
            import java.time.*;
            import java.util.*;
            import java.util.Currency;
            import java.util.UUID;
            import org.hibernate.validator.constraints.*;
            import org.hibernate.validator.constraints.time.*;
            import org.jspecify.annotations.Nullable;
            """;

    private static final Map<String, List<String>> SINGLE = new LinkedHashMap<>();

    static {
        List<String> whole = List.of(
                "@Min(-3)",
                "@Max(100)",
                "@Positive",
                "@PositiveOrZero",
                "@Negative",
                "@Range(min = 1, max = 9)",
                "@Digits(integer = 3, fraction = 0)",
                "@NegativeOrZero");
        List<String> decimal = List.of(
                "@DecimalMin(\"-0.5\")",
                "@DecimalMax(value = \"99.95\", inclusive = false)",
                "@Digits(integer = 8, fraction = 2)",
                "@Positive",
                "@Max(1000)",
                "@DecimalMin(value = \"0\", inclusive = false)");
        SINGLE.put(
                "String",
                List.of(
                        "@NotBlank",
                        "@NotEmpty",
                        "@Size(max = 12)",
                        "@Size(min = 1, max = 40)",
                        "@Pattern(regexp = \"[A-Z]{2}-[0-9]{1,4}\")",
                        "@Pattern(regexp = \"(?i)[a-z ]+\")",
                        "@Email",
                        "@Length(max = 5)",
                        "@CodePointLength(min = 1, max = 3)",
                        "@URL",
                        "@NotBlank @Size(max = 200)",
                        "@Digits(integer = 2, fraction = 1)"));
        SINGLE.put("Character", List.of());
        SINGLE.put("Byte", whole);
        SINGLE.put("Short", whole);
        SINGLE.put("Integer", whole);
        SINGLE.put("Long", whole);
        SINGLE.put("BigInteger", whole);
        SINGLE.put("BigDecimal", decimal);
        SINGLE.put("Float", List.of("@Positive", "@Max(1000)", "@DecimalMin(\"-0.5\")"));
        SINGLE.put("Double", List.of("@Positive", "@Max(1000)", "@DecimalMin(\"-0.5\")", "@Negative"));
        SINGLE.put("Boolean", List.of("@AssertTrue", "@AssertFalse"));
        SINGLE.put("LocalDate", List.of("@Past", "@FutureOrPresent", "@PastOrPresent"));
        SINGLE.put("LocalTime", List.of());
        SINGLE.put("LocalDateTime", List.of("@Past"));
        SINGLE.put("OffsetDateTime", List.of("@PastOrPresent"));
        SINGLE.put("Instant", List.of("@Past"));
        SINGLE.put("Duration", List.of("@DurationMin(minutes = -90)", "@DurationMax(days = 400, inclusive = false)"));
        SINGLE.put("Period", List.of());
        SINGLE.put("Year", List.of("@Past"));
        SINGLE.put("YearMonth", List.of());
        SINGLE.put("Currency", List.of());
        SINGLE.put("Locale", List.of());
        SINGLE.put("URI", List.of());
        SINGLE.put("UUID", List.of());
        SINGLE.put("Colour", List.of());
        SINGLE.put("Level", List.of());
    }

    private static final String SHARED = HEAD + """
            enum Colour { @JsonProperty("light red") @JsonAlias("pink") RED, GREEN, BLUE }
            """;

    private static final String LEVEL = HEAD + """
            enum Level { LOW(1), HIGH(99); final int number; Level(int number) { this.number = number; }
              @JsonValue int number() { return number; } }
            """;

    private final Random random;
    private final List<String> nested = new ArrayList<>();

    RandomTypes(long seed) {
        this.random = new Random(seed);
    }

    /** Sources by simple class name: {@code Made0}, {@code Made1} and so on, record types {@code made_0}, {@code made_1}. */
    static Map<String, String> sources(long seed, int count) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("Colour", SHARED);
        sources.put("Level", LEVEL);
        for (int i = 0; i < count; i++) {
            sources.put("Made" + i, new RandomTypes(seed * 1_000 + i).source(i));
        }
        return sources;
    }

    private String source(int number) {
        String components = components("c", 2 + random.nextInt(7), 0);
        return HEAD + "@Extracted(value = \"made_" + number + "\", instructions = \"made.md\")\npublic record Made"
                + number + "(" + components + ") {\n" + String.join("\n", nested) + "\n}\n";
    }

    private String components(String prefix, int count, int depth) {
        List<String> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = prefix + i + (random.nextInt(4) == 0 ? "Part" : "");
            String renamed = random.nextInt(8) == 0 ? "@JsonProperty(\"" + prefix + "-" + i + "\") " : "";
            components.add("\n    " + renamed + component(depth) + " " + name);
        }
        return String.join(",", components);
    }

    private String component(int depth) {
        return switch (random.nextInt(depth > 2 ? 4 : 10)) {
            case 0 -> nullable("@Nullable " + constrained(single()));
            case 1 -> nullable("Optional<" + constrained(single()) + ">");
            case 2, 3 -> constrained(single());
            case 4 -> size() + "List<" + element(depth) + ">";
            case 5 ->
                "@Nullable " + size().replace("@NotEmpty", "@Size(min = 1)") + "Set<" + constrained(single()) + ">";
            case 6 -> size() + "Map<" + key() + ", " + element(depth) + ">";
            case 7 -> "@Valid " + record(depth);
            case 8 -> "@Nullable @Valid " + record(depth);
            default -> (random.nextBoolean() ? "@Nullable " : "") + "@Valid " + union(depth);
        };
    }

    private String element(int depth) {
        return switch (random.nextInt(depth > 1 ? 3 : 6)) {
            case 0, 1 -> constrained(single());
            case 2 -> nullable("@Nullable " + constrained(single()));
            case 3 -> "@Valid " + record(depth);
            case 4 -> "@Valid " + union(depth);
            default -> "List<" + constrained(single()) + ">";
        };
    }

    private String key() {
        return List.of("@NotBlank String", "Integer", "Colour", "LocalDate", "UUID")
                .get(random.nextInt(5));
    }

    private String size() {
        return List.of("", "", "@NotEmpty ", "@Size(max = 2) ", "@Size(min = 1, max = 3) ")
                .get(random.nextInt(5));
    }

    private String single() {
        return List.copyOf(SINGLE.keySet()).get(random.nextInt(SINGLE.size()));
    }

    private String constrained(String type) {
        List<String> constraints = SINGLE.getOrDefault(type, List.of());
        return constraints.isEmpty() || random.nextBoolean()
                ? type
                : constraints.get(random.nextInt(constraints.size())) + " " + type;
    }

    /** These refuse null. */
    private static String nullable(String declared) {
        return declared.replace("@NotBlank", "@Size(min = 1)").replace("@NotEmpty", "@Size(min = 1)");
    }

    private String record(int depth) {
        String name = "R" + nested.size();
        nested.add("");
        int place = nested.size() - 1;
        String recursion = random.nextInt(6) == 0 ? ",\n    List<@Valid " + name + "> children" : "";
        nested.set(
                place, "record " + name + "(" + components("n", 1 + random.nextInt(3), depth + 1) + recursion + ") {}");
        return name;
    }

    private String union(int depth) {
        String name = "U" + nested.size();
        nested.add("");
        int place = nested.size() - 1;
        String first = "record " + name + "A(" + components("a", 1 + random.nextInt(2), depth + 1) + ") implements "
                + name + " {}";
        String second = "@JsonTypeName(\"the other\") record " + name + "B(" + components("b", 1, depth + 1)
                + ") implements " + name + " {}";
        nested.set(
                place,
                "sealed interface " + name + " permits " + name + "A, " + name + "B {}\n" + first + "\n" + second);
        return name;
    }
}
