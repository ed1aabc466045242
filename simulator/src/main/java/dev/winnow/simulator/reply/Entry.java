package dev.winnow.simulator.reply;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Typed reading of an answer entry's keys. Its messages start with the key. */
record Entry(JsonNode json) {

    void checkKeys(Set<String> known, String problem) {
        if (!json.isObject()) {
            throw new EntryException("an entry must be a JSON object");
        }
        for (Iterator<String> keys = json.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw new EntryException("'" + key + "': " + problem);
            }
        }
    }

    boolean has(String... anyOf) {
        for (String key : anyOf) {
            if (json.has(key)) {
                return true;
            }
        }
        return false;
    }

    Optional<String> text(String key) {
        return typed(key, JsonNode::isTextual, "a string").map(JsonNode::textValue);
    }

    /** A key that is there only to be true. */
    boolean flag(String key) {
        return typed(key, value -> value.isBoolean() && value.booleanValue(), "true")
                .isPresent();
    }

    Optional<Duration> millis(String key) {
        return typed(key, JsonNode::canConvertToInt, "a whole number")
                .map(value -> Duration.ofMillis(value.longValue()));
    }

    Optional<JsonNode> typed(String key, Predicate<JsonNode> right, String expected) {
        Optional<JsonNode> value = Optional.ofNullable(json.get(key));
        if (value.isPresent() && !right.test(value.get())) {
            throw new EntryException("'" + key + "': must be " + expected);
        }
        return value;
    }
}
