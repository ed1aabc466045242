package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.winnow.core.constraint.Comparison;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.type.ScalarKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The schemas of single values. victools knows which type and format JSON Schema has for a class of Java, and is asked for just
 * that: names, order, nesting, recursion, null and constraints are the shape's, which Jackson and Bean Validation have told, so
 * that there is one answer to each. A format is used where it takes all that validation takes and Jackson writes; elsewhere (a
 * time without offset, a duration with a sign or fraction) the form's own pattern stands.
 */
final class ScalarTypes {

    /** Kinds whose format in JSON Schema takes all of their texts. */
    private static final Set<ScalarKind> FORMATTED =
            EnumSet.of(ScalarKind.LOCAL_DATE, ScalarKind.OFFSET_DATE_TIME, ScalarKind.INSTANT, ScalarKind.UUID);

    private static final Map<ScalarKind, ObjectNode> RAW = raw();

    private ScalarTypes() {}

    static ObjectNode schema(ScalarKind kind, Dialect dialect) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", type(kind));
        kind.form().ifPresent(form -> {
            if (!dialect.takesKeywords()) {
                schema.put("description", Sentences.written(form));
            } else if (FORMATTED.contains(kind)) {
                schema.set("format", raw(kind).path("format"));
            } else {
                schema.put("pattern", "^(" + form.pattern() + ")$").put("description", Sentences.written(form));
            }
        });
        return schema;
    }

    /** The bounds that a kind has of its own. */
    static List<Rule> bounds(ScalarKind kind) {
        return switch (kind) {
            case BYTE -> between(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> between(Short.MIN_VALUE, Short.MAX_VALUE);
            case YEAR -> between(1, 9999);
            default -> List.of();
        };
    }

    static boolean isScalar(ObjectNode schema) {
        return !schema.has("enum") && !schema.has("items") && !schema.has("properties");
    }

    /** What victools says of {@code kind}; must not be changed. */
    static ObjectNode raw(ScalarKind kind) {
        return RAW.getOrDefault(kind, JsonNodeFactory.instance.objectNode());
    }

    static String type(ScalarKind kind) {
        return kind.json().name().toLowerCase(Locale.ROOT);
    }

    private static List<Rule> between(int least, int most) {
        return List.of(
                new Rule.Bound(Comparison.AT_LEAST, BigDecimal.valueOf(least)),
                new Rule.Bound(Comparison.AT_MOST, BigDecimal.valueOf(most)));
    }

    private static Map<ScalarKind, ObjectNode> raw() {
        SchemaGenerator victools = new SchemaGenerator(new SchemaGeneratorConfigBuilder(
                        StrictJson.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.STANDARD_FORMATS)
                .without(Option.SCHEMA_VERSION_INDICATOR)
                .build());
        Map<ScalarKind, ObjectNode> raw = new EnumMap<>(ScalarKind.class);
        Arrays.stream(ScalarKind.values()).forEach(kind -> raw.put(kind, victools.generateSchema(kind.javaType())));
        return raw;
    }
}
