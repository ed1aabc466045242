package dev.winnow.simulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All schema nodes of a schema in its own order, found by keyword and not by guess: a property may be named anyOf. */
final class SchemaNodes {
    /**
     * One schema node.
     *
     * @param level the edges above it: each of properties, items, anyOf and $defs is one; the root is at 0
     */
    record Found(JsonNode node, Place place, int level) {}

    private final int deepest;
    private final List<Found> found = new ArrayList<>();

    private SchemaNodes(int deepest) {
        this.deepest = deepest;
    }

    /** Takes schemas of any shape; looks no deeper than {@code deepest} levels. */
    static List<Found> of(JsonNode schema, int deepest) {
        SchemaNodes nodes = new SchemaNodes(deepest);
        nodes.add(schema, Place.ROOT, 0);
        return nodes.found;
    }

    private void add(JsonNode node, Place place, int level) {
        found.add(new Found(node, place, level));
        if (!node.isObject() || level == deepest) {
            return;
        }
        for (String keyword : List.of("properties", "$defs")) {
            if (node.path(keyword).isObject()) {
                for (Map.Entry<String, JsonNode> child : node.get(keyword).properties()) {
                    add(child.getValue(), place.then(keyword, child.getKey()), level + 1);
                }
            }
        }
        if (node.path("items").isObject()) {
            add(node.get("items"), place.then("items"), level + 1);
        }
        JsonNode branches = node.path("anyOf");
        for (int i = 0; branches.isArray() && i < branches.size(); i++) {
            add(branches.get(i), place.then("anyOf", Integer.toString(i)), level + 1);
        }
    }
}
