package dev.winnow.core.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The content of a message: a string, or a list of parts. */
final class Content {

    private Content() {}

    static Optional<String> string(JsonNode value) {
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** Its text; empty where there is none, which is another thing than an empty text. */
    static Optional<String> text(JsonNode content) {
        Optional<String> text = string(content);
        if (content.isArray()) {
            for (JsonNode part : content) {
                text = joined(text, string(part.path("text")));
            }
        }
        return text;
    }

    /** The words of the first part that is a refusal; they may be empty. */
    static Optional<String> refusal(JsonNode content) {
        for (JsonNode part : content) {
            if (part.path("type").asText("").equals("refusal")) {
                return Optional.of(part.path("refusal").asText(""));
            }
        }
        return Optional.empty();
    }

    static Optional<String> joined(Optional<String> first, Optional<String> second) {
        return first.isPresent() && second.isPresent()
                ? Optional.of(first.get() + second.get())
                : first.or(() -> second);
    }
}
