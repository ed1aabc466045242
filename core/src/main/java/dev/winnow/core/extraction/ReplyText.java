package dev.winnow.core.extraction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.winnow.core.json.RecordJson;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single values out of a reply's text, cut short. The same text gives the same values. */
final class ReplyText {

    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_REASON = 500;
    private static final String CUT = "…";

    /** A step of a violation's path: a property's name or a place in a list. */
    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d{1,9})]");

    private final JsonNode json;

    private ReplyText(JsonNode json) {
        this.json = json;
    }

    /** Of a text that may be anything. */
    static ReplyText of(String text) {
        try {
            return new ReplyText(RecordJson.mapper().readTree(text));
        } catch (JsonProcessingException | NumberFormatException | StackOverflowError e) {
            return new ReplyText(MissingNode.getInstance());
        }
    }

    /** What {@code arguments} of the tool for none of the types give as the reason; empty where they give none. */
    static String reason(String arguments) {
        return cut(of(arguments).json.path("reason").asText(""), LONGEST_REASON);
    }

    /** The value at a violation's path as JSON; empty where the path is that of the whole or leads nowhere. */
    Optional<String> value(String path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        JsonNode at = json;
        Matcher steps = STEP.matcher(path);
        int read = 0;
        while (read < path.length() && steps.find(read) && steps.start() == read) {
            at = steps.group(1) == null ? at.path(Integer.parseInt(steps.group(2))) : at.path(steps.group(1));
            read = steps.end();
        }
        if (read < path.length() || at.isMissingNode()) {
            return Optional.empty();
        }
        String value = at.isTextual() ? at.textValue() : at.toString();
        String shown = cut(value, LONGEST_VALUE);
        // what was cut is no JSON any more: as a string it stays in its quotes
        return Optional.of(
                at.isTextual() || !shown.equals(value)
                        ? JsonNodeFactory.instance.textNode(shown).toString()
                        : shown);
    }

    /** The beginning of {@code text}, where it has more code points than {@code most}. */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + CUT;
    }
}
