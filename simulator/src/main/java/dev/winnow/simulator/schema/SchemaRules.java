package dev.winnow.simulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the meta-schema cannot say about a schema that it has let through. */
final class SchemaRules {
    /** Refused by fine-tuned models, beside the rest. Source: OpenAI's structured-outputs guide, August 2026. */
    private static final List<String> NOT_FINE_TUNED =
            List.of("pattern", "format", "minimum", "maximum", "multipleOf", "minItems", "maxItems");

    private final JsonNode root;
    private final boolean fineTuned;

    SchemaRules(JsonNode root, boolean fineTuned) {
        this.root = root;
        this.fineTuned = fineTuned;
    }

    /** The first problem in the schema's order, in OpenAI's words. */
    Optional<String> problem() {
        return SchemaNodes.of(root, Integer.MAX_VALUE).stream()
                .flatMap(found -> problem(found.node()).map(found.place()::says).stream())
                .findFirst();
    }

    private Optional<String> problem(JsonNode node) {
        return missingRequired(node)
                .or(() -> unresolved(node))
                .or(() -> lookAround(node))
                .or(() -> notFineTuned(node));
    }

    private static Optional<String> missingRequired(JsonNode node) {
        if (!node.has("properties")) {
            return Optional.empty();
        }
        String rule = "'required' is required to be supplied and to be an array including every key in properties.";
        Set<String> required = new LinkedHashSet<>();
        node.path("required").forEach(name -> required.add(name.asText()));
        for (Iterator<String> names = node.get("properties").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!required.remove(name)) {
                return Optional.of(rule + " Missing '" + name + "'.");
            }
        }
        if (!required.isEmpty()) {
            return Optional.of(
                    rule + " Extra required key '" + required.iterator().next() + "' supplied.");
        }
        return node.has("required") ? Optional.empty() : Optional.of(rule);
    }

    private Optional<String> unresolved(JsonNode node) {
        if (!node.has("$ref")) {
            return Optional.empty();
        }
        String target = node.get("$ref").asText();
        String definition = target.startsWith("#/$defs/") ? unescape(target.substring("#/$defs/".length())) : "";
        return target.equals("#") || root.path("$defs").has(definition)
                ? Optional.empty()
                : Optional.of("reference can only point to '#' or to a definition in the root's '$defs'.");
    }

    /** A name in a JSON pointer: {@code ~1} is a slash and {@code ~0} a tilde. */
    private static String unescape(String name) {
        return name.contains("/") ? "" : name.replace("~1", "/").replace("~0", "~");
    }

    private static Optional<String> lookAround(JsonNode node) {
        return LookAround.isIn(node.path("pattern").asText())
                ? Optional.of("'pattern' has look-around, which is not supported.")
                : Optional.empty();
    }

    private Optional<String> notFineTuned(JsonNode node) {
        return NOT_FINE_TUNED.stream()
                .filter(keyword -> fineTuned && node.has(keyword))
                .map(keyword -> "'" + keyword + "' is not permitted.")
                .findFirst();
    }
}
