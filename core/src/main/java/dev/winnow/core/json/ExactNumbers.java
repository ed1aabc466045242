package dev.winnow.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** JSON whose numbers all survive as doubles: those that would not are texts. */
final class ExactNumbers {

    private ExactNumbers() {}

    static JsonNode kept(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(property -> object.set(property.getKey(), kept(property.getValue())));
            return object;
        } else if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(element -> array.add(kept(element)));
            return array;
        }
        return !node.isNumber() || isDouble(node.decimalValue())
                ? node
                : JsonNodeFactory.instance.textNode(
                        node.decimalValue().stripTrailingZeros().toString());
    }

    /** Whether the shortest text of the nearest double, which is what the standard writes, is the number itself. */
    private static boolean isDouble(BigDecimal number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number) == 0;
    }
}
