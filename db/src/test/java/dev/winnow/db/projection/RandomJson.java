package dev.winnow.db.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.winnow.core.constraint.Comparison;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.type.Presence;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Slot;
import dev.winnow.core.type.Union;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Values of any shape at random, extremes often, times to the microsecond; within the simplest constraints. */
final class RandomJson {

    private static final int DEEPEST = 6;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "B",
            "😀",
            "'",
            "\"",
            "\\",
            "${x}",
            "{y}",
            "?",
            "null",
            "\t\n",
            "ä",
            "e\u0301",
            "a longer text");

    private final Random random;
    private int depth;

    RandomJson(Random random) {
        this.random = random;
    }

    JsonNode of(Slot slot) {
        return slot.presence() == Presence.NULLABLE && (depth > DEEPEST || random.nextInt(3) == 0)
                ? NullNode.getInstance()
                : within(slot);
    }

    private JsonNode within(Slot slot) {
        for (int tries = 0; tries < 100; tries++) {
            JsonNode json = of(slot.shape());
            boolean fits = slot.constraints().stream()
                    .flatMap(constraint -> constraint.rules().stream())
                    .allMatch(rule -> fits(json, rule));
            if (fits) {
                return json;
            }
        }
        return of(slot.shape());
    }

    private static boolean fits(JsonNode json, Rule rule) {
        if (rule instanceof Rule.Bound bound) {
            return bound.comparison() == Comparison.AT_LEAST || bound.comparison() == Comparison.MORE_THAN
                    ? json.decimalValue().compareTo(bound.limit()) > 0
                    : json.decimalValue().compareTo(bound.limit()) < 0;
        } else if (rule instanceof Rule.Length length) {
            return json.textValue().length() >= length.min() && json.textValue().length() <= length.max();
        } else if (rule instanceof Rule.Items items) {
            return json.size() >= items.min() && json.size() <= items.max();
        }
        return !(rule instanceof Rule.NotBlank) || !json.textValue().isBlank();
    }

    JsonNode of(Shape shape) {
        depth++;
        try {
            if (shape instanceof Shape.Scalar scalar) {
                return scalar(scalar.kind());
            } else if (shape instanceof Shape.Choice choice) {
                String text = any(choice.texts());
                return choice.kind() == ScalarKind.STRING ? text(text) : LongNode.valueOf(Long.parseLong(text));
            } else if (shape instanceof Shape.ListOf list) {
                return list(list);
            } else if (shape instanceof Shape.MapOf map) {
                return map(map);
            } else if (shape instanceof RecordShape record) {
                return fields(record, JsonNodeFactory.instance.objectNode());
            } else if (shape instanceof Union union) {
                List<Union.Branch> branches = union.branches();
                Union.Branch branch = depth > DEEPEST ? branches.get(branches.size() - 1) : any(branches);
                ObjectNode json = JsonNodeFactory.instance.objectNode().put(union.discriminator(), branch.name());
                return fields((RecordShape) branch.shape(), json);
            }
            return of(((Shape.Recursion) shape).target());
        } finally {
            depth--;
        }
    }

    private ObjectNode fields(RecordShape record, ObjectNode json) {
        for (Property property : record.properties()) {
            json.set(property.name(), of(property.slot()));
        }
        return json;
    }

    private ArrayNode list(Shape.ListOf list) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        Set<JsonNode> seen = new HashSet<>();
        for (int i = size(); i > 0; i--) {
            JsonNode element = of(list.element());
            if (list.duplicates() == Shape.ListOf.Duplicates.KEPT || seen.add(element)) {
                json.add(element);
            }
        }
        return json;
    }

    private ArrayNode map(Shape.MapOf map) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        Set<JsonNode> seen = new HashSet<>();
        for (int i = size(); i > 0; i--) {
            JsonNode key = of(map.key());
            if (seen.add(key)) {
                ObjectNode entry = json.addObject();
                entry.set(Shape.MapOf.KEY, key);
                entry.set(Shape.MapOf.VALUE, of(map.value()));
            }
        }
        return json;
    }

    private int size() {
        return depth > DEEPEST ? 0 : random.nextInt(4);
    }

    private JsonNode scalar(ScalarKind kind) {
        return switch (kind) {
            case STRING -> text(any(TEXTS) + any(TEXTS));
            case CHARACTER -> text(any(List.of("a", "'", "\\", "ä")));
            case BYTE -> IntNode.valueOf(any(List.of(-128, 127, random.nextInt(100))));
            case SHORT -> IntNode.valueOf(any(List.of(-32768, 32767, random.nextInt(100))));
            case INT -> IntNode.valueOf(any(List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, random.nextInt(100), 1)));
            case LONG -> LongNode.valueOf(any(List.of(Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong())));
            case BIG_INTEGER -> BigIntegerNode.valueOf(new BigInteger(90, random).negate());
            case DECIMAL -> DecimalNode.valueOf(new BigDecimal(new BigInteger(83, random), random.nextInt(30) - 3));
            case FLOAT -> DecimalNode.valueOf(new BigDecimal(Float.toString(random.nextFloat())));
            case DOUBLE -> DecimalNode.valueOf(BigDecimal.valueOf(random.nextGaussian() * 1e10));
            case BOOLEAN -> BooleanNode.valueOf(random.nextBoolean());
            case LOCAL_DATE -> text(date());
            case LOCAL_TIME -> text(time());
            case LOCAL_DATE_TIME -> text(date() + "T" + time());
            case OFFSET_DATE_TIME -> text(date() + "T" + time() + any(List.of("Z", "+18:00", "-18:00", "+05:45")));
            case INSTANT -> text(date() + "T" + time() + "Z");
            case DURATION ->
                text("PT" + (random.nextInt(2_000_000) - 1_000_000) + "H" + random.nextInt(9_999) + ".000001S");
            case PERIOD -> text("P" + random.nextInt(99) + "Y" + random.nextInt(12) + "M" + random.nextInt(99) + "D");
            case YEAR -> IntNode.valueOf(any(List.of(1, 9999, 2024)));
            case YEAR_MONTH -> text(any(List.of("0001-01", "9999-12", "2024-02")));
            case CURRENCY -> text(any(List.of("EUR", "USD", "XXX")));
            case LOCALE -> text(any(List.of("en", "pt-BR", "zh-Hant-TW", "und")));
            case URI -> text(any(List.of("", "mailto:a@b.c", "https://x/%20?y='z'#f")));
            case UUID -> text(new java.util.UUID(random.nextLong(), random.nextLong()).toString());
        };
    }

    private String date() {
        return any(List.of("0001-01-01", "9999-12-31", "2024-02-29", "1969-12-31"));
    }

    private String time() {
        return any(List.of("00:00:00", "23:59:59.999999", "12:00:00.5"));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static JsonNode text(String text) {
        return TextNode.valueOf(text);
    }
}
