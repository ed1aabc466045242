package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.type.Presence;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Slot;
import dev.winnow.core.type.Union;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Replies of a shape's form, with values at the edges of what is valid. */
final class RandomReplies {

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final int DEEPEST = 4;

    private static final List<String> STRINGS = List.of(
            "",
            " ",
            "x",
            "ab",
            "abc",
            "Abc",
            "abcd",
            "x".repeat(5),
            "x".repeat(6),
            "x".repeat(7),
            "x".repeat(2_000),
            "\n",
            "\t",
            "a\nb",
            "ab\n",
            "a\u00a0",
            "\u2003",
            "\u0085",
            "a\u2028",
            "\ud83d\ude00",
            "\ud83d\ude00\ud83d\ude00",
            "\ud83d\ude00\ud83d\ude00x",
            "a@b",
            "AB",
            "42",
            "a b",
            "abc\r",
            "a'\"\\",
            "ab.",
            "\u001c",
            "q",
            "ABc",
            "b@b.de");

    private static final String MOMENT = "2024-02-29T23:59:59";

    /**
     * Texts of each form: what is usual, what Jackson writes, and what is as odd as the form allows; not the offset -00:00, which
     * RFC 3339 has for "unknown" and the validator at hand does not know.
     */
    private static final Map<ScalarKind, List<String>> TEXTS = Map.ofEntries(
            Map.entry(ScalarKind.CHARACTER, List.of("x", "\n", "\t", "\"", "\u00df", "\u20ac", "\u2028")),
            Map.entry(
                    ScalarKind.LOCAL_DATE,
                    List.of("0001-01-01", "9999-12-31", "2024-02-29", "2023-02-29", "0000-01-01")),
            Map.entry(
                    ScalarKind.LOCAL_TIME,
                    List.of("00:00:00", "23:59:59.999999999", "12:00:00.5", "24:00:00", "12:00")),
            Map.entry(
                    ScalarKind.LOCAL_DATE_TIME,
                    List.of(MOMENT, "0001-01-01T00:00:00", "9999-12-31T23:59:59.999999999", MOMENT + "Z")),
            Map.entry(
                    ScalarKind.OFFSET_DATE_TIME,
                    List.of(MOMENT + "Z", MOMENT + "+18:00", MOMENT + ".123456789-18:00", MOMENT + "+00:00", MOMENT)),
            Map.entry(
                    ScalarKind.INSTANT,
                    List.of(
                            MOMENT + "Z",
                            MOMENT + ".1Z",
                            "0001-01-01T00:00:00Z",
                            "9999-12-31T23:59:59.999999999Z",
                            MOMENT + "+05:45")),
            Map.entry(
                    ScalarKind.DURATION,
                    List.of(
                            "PT1M",
                            "PT1H59M59.999999999S",
                            "P1D",
                            "PT-1H",
                            "PT0S",
                            "P-1DT-0.5S",
                            "PT2H",
                            "PT99999H",
                            "P1Y")),
            Map.entry(ScalarKind.PERIOD, List.of("P1Y6M", "P0D", "P-1D", "P3W", "P1Y-2M3D", "P", "PT1H")),
            Map.entry(ScalarKind.YEAR_MONTH, List.of("2024-02", "0001-01", "9999-12", "2024-13")),
            Map.entry(ScalarKind.CURRENCY, List.of("EUR", "JPY", "XXX", "eur", "ZZZ")),
            Map.entry(
                    ScalarKind.LOCALE, List.of("en", "de-CH", "zh-Hant-TW", "de-DE-u-co-phonebk", "sl-rozaj", "x", "")),
            Map.entry(
                    ScalarKind.URI,
                    List.of("https://a.example/b?c=d#e", "a", "", "urn:x:y", "file:///c", "a b", "%zz")),
            Map.entry(
                    ScalarKind.UUID,
                    List.of(
                            "00000000-0000-0000-0000-000000000000",
                            "ABCDEFAB-cdef-1234-8888-123456789012",
                            "1-1-1-1-1")));

    private static final List<String> WHOLES = List.of(
            "0",
            "1",
            "-1",
            "5",
            "6",
            "99",
            "100",
            "127",
            "128",
            "-128",
            "-129",
            "32767",
            "-32768",
            "2024",
            "9999",
            "10000",
            "2147483647",
            "9223372036854775807",
            "1234567890123456789012345",
            "-5",
            "-6",
            "10",
            "9");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0.0",
            "0.1",
            "1.5",
            "-1.5",
            "1000",
            "1000.00",
            "0.7",
            "0.1000000000000000000000001",
            "1e3",
            "1E-7",
            "123456789012.34",
            "12345678.99",
            "1.000",
            "0.0000000000000000000000001",
            "1000.0000000000000000000000001",
            "0.69999999999999999999999",
            "0.70000000000000000000001",
            "0.69999998",
            "3.4028234e38",
            "1.7976931348623157e308",
            "1234567890123456789012345.678",
            "0.3",
            "999.9999999999999999999999");

    private final Random random;

    RandomReplies(Random random) {
        this.random = random;
    }

    ObjectNode object(RecordShape record, int depth) {
        return object(record, NODES.objectNode(), depth);
    }

    JsonNode value(Slot slot, int depth) {
        if (slot.presence() == Presence.NULLABLE && (depth > DEEPEST || random.nextInt(3) == 0)) {
            return NODES.nullNode();
        }
        return value(slot.shape(), limits(slot.constraints()), depth);
    }

    private ObjectNode object(RecordShape record, ObjectNode json, int depth) {
        for (Property property : record.properties()) {
            json.set(property.name(), value(property.slot(), depth + 1));
        }
        return json;
    }

    private static List<BigDecimal> limits(List<Constraint> constraints) {
        List<BigDecimal> limits = new ArrayList<>();
        for (Constraint constraint : constraints) {
            for (Rule rule : constraint.rules()) {
                if (rule instanceof Rule.Bound bound
                        && bound.limit().precision() - bound.limit().scale() < 50) {
                    limits.add(bound.limit());
                }
            }
        }
        return limits;
    }

    private JsonNode value(Shape shape, List<BigDecimal> limits, int depth) {
        if (shape instanceof Shape.Scalar scalar) {
            return scalar(scalar.kind(), limits);
        } else if (shape instanceof Shape.Choice choice) {
            String text = any(choice.texts());
            return choice.kind() == ScalarKind.LONG ? NODES.numberNode(Long.parseLong(text)) : NODES.textNode(text);
        } else if (shape instanceof Shape.ListOf list) {
            ArrayNode json = NODES.arrayNode();
            fill(json, depth, () -> value(list.element(), depth + 1));
            return json;
        } else if (shape instanceof Shape.MapOf map) {
            ArrayNode json = NODES.arrayNode();
            fill(json, depth, () -> {
                ObjectNode entry = NODES.objectNode();
                entry.set("key", value(map.key(), depth + 1));
                return entry.set("value", value(map.value(), depth + 1));
            });
            return json;
        } else if (shape instanceof Shape.Recursion recursion) {
            return value(recursion.target(), limits, depth);
        } else if (shape instanceof Union union) {
            // the record that leads nowhere, where it is deep enough
            Union.Branch branch = union.branches()
                    .get(depth > DEEPEST ? 1 : random.nextInt(union.branches().size()));
            RecordShape record =
                    (RecordShape) (branch.shape() instanceof Shape.Recursion way ? way.target() : branch.shape());
            return object(record, NODES.objectNode().put(union.discriminator(), branch.name()), depth);
        }
        return object((RecordShape) shape, depth);
    }

    private void fill(ArrayNode json, int depth, Supplier<JsonNode> element) {
        for (int i = depth > DEEPEST ? 0 : random.nextInt(4); i > 0; i--) {
            json.add(element.get());
        }
    }

    private JsonNode scalar(ScalarKind kind, List<BigDecimal> limits) {
        return switch (kind.json()) {
            case BOOLEAN -> NODES.booleanNode(random.nextBoolean());
            case STRING -> NODES.textNode(any(TEXTS.getOrDefault(kind, STRINGS)));
            case INTEGER ->
                NODES.numberNode(number(limits, WHOLES, BigDecimal.ONE).toBigInteger());
            case NUMBER -> NODES.numberNode(number(limits, NUMBERS, new BigDecimal("1e-25")));
        };
    }

    private BigDecimal number(List<BigDecimal> limits, List<String> others, BigDecimal step) {
        if (limits.isEmpty() || random.nextBoolean()) {
            return new BigDecimal(any(others));
        }
        BigDecimal limit = limits.get(random.nextInt(limits.size()));
        BigDecimal off = step.multiply(BigDecimal.valueOf(random.nextInt(5) - 2L));
        return random.nextBoolean()
                ? limit.add(off)
                : limit.setScale(Math.max(limit.scale(), 3)).add(off);
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
