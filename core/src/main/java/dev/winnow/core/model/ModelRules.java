package dev.winnow.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.model.ModelProfile.Encoding;
import dev.winnow.core.model.ModelProfile.OutputLimit;
import dev.winnow.core.model.ModelProfile.Temperature;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What an entry in a file of models may hold. */
final class ModelRules {

    /** What a group of facts says about where it comes from. */
    static final List<String> ORIGIN = List.of("source", "date", "doubt");

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int MOST_TOKENS = 100_000_000;
    private static final int MOST_USD = 1_000_000;
    private static final int MOST_TIMES = 100;
    private static final int MOST_DECIMALS = 9;

    private static final Rule TEXT =
            Rule.plain("a text", node -> node.isTextual() && !node.textValue().isBlank());
    private static final Rule DATE = Rule.plain("a date as 2026-07-15", ModelRules::isDate);
    private static final Rule NAMED = Rule.plain("1 to 200 visible ASCII characters", ModelRules::isName);
    private static final Rule NAMES = Rule.plain(
            "a list of names",
            node -> node.isArray()
                    && StreamSupport.stream(node.spliterator(), false).allMatch(ModelRules::isName));
    private static final Rule COUNT =
            Rule.plain("a whole number from 1 to " + MOST_TOKENS, node -> isWhole(node, 1, MOST_TOKENS));
    private static final Rule PERCENT = Rule.plain("a whole number from 0 to 1000", node -> isWhole(node, 0, 1000));
    private static final Rule PRICE =
            Rule.plain("USD for a million tokens, from 0 to " + MOST_USD, node -> isNumber(node, MOST_USD));
    private static final Rule FACTOR =
            Rule.plain("a factor from 0 to " + MOST_TIMES, node -> isNumber(node, MOST_TIMES));

    /** One entry. */
    static final Rule ENTRY = Rule.object(
            Field.needed("name", NAMED),
            Field.of("like", NAMED),
            Field.of("aliases", NAMES),
            group(
                    "request",
                    Field.needed("outputLimit", oneOf(OutputLimit.values())),
                    Field.needed("temperature", oneOf(Temperature.values())),
                    Field.needed("reasoningEfforts", NAMES)),
            group("limits", Field.of("contextWindow", COUNT), Field.of("maxOutputTokens", COUNT)),
            group("tokens", Field.of("encoding", oneOf(Encoding.values())), Field.needed("marginPercent", PERCENT)),
            group(
                    "prices",
                    Field.needed("input", PRICE),
                    Field.of("cached", PRICE),
                    Field.of("cacheWrite", PRICE),
                    Field.needed("output", PRICE),
                    Field.of(
                            "longInput",
                            Rule.object(
                                    Field.needed("above", COUNT),
                                    Field.of("inputFactor", FACTOR),
                                    Field.of("outputFactor", FACTOR))),
                    Field.of(
                            "batch",
                            Rule.object(Field.needed("factor", FACTOR), Field.needed("cachedFactor", FACTOR)))),
            group("retirement", Field.needed("on", DATE)));

    private ModelRules() {}

    /**
     * What a value may be.
     *
     * @param allowed in words
     * @param fields those of an object; empty for a plain value
     */
    record Rule(String allowed, Predicate<JsonNode> holds, Map<String, Field> fields) {

        static Rule plain(String allowed, Predicate<JsonNode> holds) {
            return new Rule(allowed, holds, Map.of());
        }

        static Rule object(Field... fields) {
            Map<String, Field> named = new LinkedHashMap<>();
            for (Field field : fields) {
                named.put(field.name, field);
            }
            return new Rule("an object of " + String.join(", ", named.keySet()), JsonNode::isObject, named);
        }
    }

    /**
     * A field of an object.
     *
     * @param needed null is refused, and so is leaving it out where nothing else says it
     */
    record Field(String name, Rule rule, boolean needed) {

        static Field of(String name, Rule rule) {
            return new Field(name, rule, false);
        }

        static Field needed(String name, Rule rule) {
            return new Field(name, rule, true);
        }
    }

    /** Takes the path inside an entry, what is wrong there, and what would be right. */
    @FunctionalInterface
    interface Report {
        void problem(String path, String problem, String limit);
    }

    /** Reports each field that is there and wrong. */
    static void checkWritten(JsonNode object, Rule rule, String path, Report report) {
        object.properties().forEach(written -> {
            Field field = rule.fields.get(written.getKey());
            String at = path + written.getKey();
            JsonNode value = written.getValue();
            if (field == null) {
                report.problem(at, "is not known", "known are " + String.join(", ", rule.fields.keySet()));
            } else if (value.isNull() ? field.needed : !field.rule.holds.test(value)) {
                report.problem(at, "cannot be used", "must be " + field.rule.allowed);
            } else if (value.isObject()) {
                checkWritten(value, field.rule, at + ".", report);
            }
        });
    }

    /** Adds what an entry leaves out as null, and reports what it must not leave out. */
    static void complete(ObjectNode object, Rule rule, String path, Report report) {
        rule.fields.forEach((name, field) -> {
            if (object.get(name) instanceof ObjectNode inside) {
                complete(inside, field.rule, path + name + ".", report);
            } else if (!object.has(name)) {
                object.putNull(name);
                if (field.needed) {
                    report.problem(path + name, "is missing", "must be " + field.rule.allowed);
                }
            }
        });
    }

    private static Field group(String name, Field... facts) {
        Stream<Field> origin = Stream.of(Field.of("source", TEXT), Field.of("date", DATE), Field.of("doubt", TEXT));
        return Field.of(
                name, Rule.object(Stream.concat(Arrays.stream(facts), origin).toArray(Field[]::new)));
    }

    private static Rule oneOf(Enum<?>[] values) {
        List<String> names = Arrays.stream(values).map(Enum::name).toList();
        return Rule.plain(
                "one of " + String.join(", ", names), node -> node.isTextual() && names.contains(node.textValue()));
    }

    private static boolean isName(JsonNode node) {
        return node.isTextual() && NAME.matcher(node.textValue()).matches();
    }

    private static boolean isDate(JsonNode node) {
        try {
            return node.isTextual() && LocalDate.parse(node.textValue()).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isWhole(JsonNode node, int least, int most) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= least && node.intValue() <= most;
    }

    private static boolean isNumber(JsonNode node, int most) {
        if (!node.isNumber()) {
            return false;
        }
        BigDecimal number = node.decimalValue();
        // compared by digits first: 1E+1000000000 must not be written out
        return number.scale() <= MOST_DECIMALS
                && number.scale() >= -MOST_DECIMALS
                && number.signum() >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }
}
