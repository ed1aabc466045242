package dev.winnow.batch.cli;

import static dev.winnow.batch.cli.FaultScripts.GOOD;
import static dev.winnow.batch.cli.FaultScripts.RECORD;
import static dev.winnow.batch.cli.FaultScripts.content;
import static dev.winnow.batch.cli.FaultScripts.error;
import static dev.winnow.batch.cli.FaultScripts.good;
import static dev.winnow.batch.cli.FaultScripts.replies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.batch.cli.FaultScripts.Way;
import java.util.EnumSet;
import java.util.Map;

/** What models reply that is not the record. */
final class ReplyFaults {

    private static final String WRONG = with("2", "0");
    private static final String REFUSAL = "{\"refusal\":\"I cannot.\"}";
    private static final String NOTHING = "{\"finish_reason\":\"stop\"}";
    private static final String CUT = "{\"content\":\"{\\\"holder\\\":\\\"A\",\"finish_reason\":\"length\"}";

    private final FaultScripts faults = new FaultScripts();

    private ReplyFaults() {}

    static Map<String, Map<Way, String>> all() {
        ReplyFaults replies = new ReplyFaults();
        replies.values();
        replies.texts();
        replies.tools();
        replies.endings();
        replies.refusals();
        return replies.faults.all();
    }

    /** The record with one value instead of another. */
    private static String with(String from, String to) {
        if (!RECORD.contains(from)) {
            throw new AssertionError(from);
        }
        return content(RECORD.replace(from, to));
    }

    private void values() {
        faults.always("a good reply", GOOD);
        faults.once("wrong once", WRONG);
        faults.always("a key is missing", with("\"seats\":2,", ""));
        faults.always("a key too many", with("\"seats\":2", "\"seats\":2,\"tip\":1"));
        faults.always("a key twice", with("\"seats\":2", "\"seats\":2,\"seats\":3"));
        faults.always("null where there must be a value", with("\"Ada\"", "null"));
        faults.always("null for an `int`", with("2", "null"));
        faults.always("`\"2\"` for 2", with("2", "\"2\""));
        faults.always("`2.5` for a whole number", with("2", "2.5"));
        faults.always("`1` for true", with("true", "1"));
        faults.always("`\"true\"` for true", with("true", "\"true\""));
        faults.always("`12` for a text", with("\"Ada\"", "12"));
        faults.always("one element for a list", with("[\"Ulm\",\"Bonn\"]", "\"Ulm\""));
        faults.always("an unknown name of an enum", with("\"FULL\"", "\"HALF\""));
        faults.always("a number for an enum", with("\"FULL\"", "0"));
        faults.always("an empty list where it needs an element", with("[\"Ulm\",\"Bonn\"]", "[]"));
        faults.always("null in a list", with("\"Bonn\"", "null"));
        faults.always("a number above its maximum", with("2", "10"));
        faults.always("a number that no `int` holds", with("2", "99999999999"));
        faults.always("a number that nothing holds", with("2", "1e999999999"));
        faults.always("`NaN`", with("2", "NaN"));
        faults.always("a blank text", with("\"Ada\"", "\" \""));
        faults.always("a text too long", with("\"Ada\"", "\"" + "x".repeat(41) + "\""));
        faults.always("NUL in a text", with("\"Ada\"", "\"A\\u0000a\""));
        faults.always("half of a surrogate pair", with("\"Ada\"", "\"A\\ud800\""));
        faults.always("a raw control character", with("\"Ada\"", "\"A\0\""));
    }

    private void texts() {
        faults.always("two objects", content(RECORD + RECORD));
        faults.always("a list around it", content("[" + RECORD + "]"));
        faults.always("`null`", content("null"));
        faults.always("fenced in Markdown", content("```json\n" + RECORD + "\n```"));
        faults.always("words around it", content("Here you are: " + RECORD + " Anything else?"));
        faults.always("not closed", content(RECORD.substring(0, RECORD.length() - 1)));
        faults.always("a trailing comma", with("\"Bonn\"]", "\"Bonn\",]"));
        faults.always("nested without end", content("[".repeat(100)));
        faults.always("an empty text", content(""));
        faults.on(EnumSet.of(Way.CHAT_SCHEMA), "no text (Chat Completions)", NOTHING);
    }

    private void tools() {
        faults.on(EnumSet.of(Way.CHAT_TOOL), "no call of the tool (Chat Completions)", NOTHING);
        faults.on(Way.TOOL, "words instead of a call", way -> calls(way, RECORD));
        faults.on(Way.TOOL, "two calls of the tool", way -> calls(way, "", "ticket", "ticket"));
        faults.on(Way.TOOL, "a call of a tool that was not offered", way -> calls(way, "", "invoice"));
    }

    private void endings() {
        faults.once("cut", CUT);
        faults.always("cut again", CUT);
        faults.always("cut, and whole by chance", good("finish_reason", "\"length\""));
        faults.always("white space up to the limit", content("{\"holder\":" + " \n\t".repeat(4_000)));
        faults.always("thinking up to the limit", good("reasoning", "5000"));
        faults.on(Way.ALL, "wrong, then cut", replies(WRONG, CUT, GOOD));
        String failure = error(500, error("\"server_error\"", "null", "No."));
        faults.on(Way.ALL, "wrong, then 500", replies(WRONG, failure, GOOD));
        faults.always("stopped by the content filter", good("finish_reason", "\"content_filter\""));
        faults.always("an unknown finish reason", good("finish_reason", "\"flagged\""));
    }

    private void refusals() {
        faults.always("a refusal", REFUSAL);
        faults.always("a refusal beside an empty text", refusal("I cannot.", ""));
        faults.always("a refusal beside a record", refusal("I cannot.", RECORD));
        faults.always("a refusal without words", "{\"refusal\":\"\"}");
        faults.on(
                EnumSet.of(Way.CHAT_SCHEMA),
                "a refusal without words beside a record (compatible servers)",
                refusal("", RECORD));
        faults.on(Way.ALL, "wrong, then a refusal", replies(WRONG, REFUSAL));
    }

    private static String refusal(String words, String content) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("refusal", words)
                .put("content", content)
                .toString();
    }

    /** A body that the simulator does not write by itself. */
    private static String calls(Way way, String content, String... tools) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", World.MODEL);
        if (Way.RESPONSES.contains(way)) {
            ArrayNode output = body.put("status", "completed").putArray("output");
            output.addObject()
                    .put("type", "message")
                    .putArray("content")
                    .addObject()
                    .put("type", "output_text")
                    .put("text", content);
            for (String tool : tools) {
                output.addObject()
                        .put("type", "function_call")
                        .put("name", tool)
                        .put("arguments", RECORD);
            }
            body.putObject("usage").put("input_tokens", 50).put("output_tokens", 10);
        } else {
            ObjectNode choice = body.putArray("choices").addObject().put("finish_reason", "stop");
            ObjectNode message = choice.putObject("message").put("content", content);
            ArrayNode calls = message.putArray("tool_calls");
            for (String tool : tools) {
                calls.addObject().putObject("function").put("name", tool).put("arguments", RECORD);
            }
            body.putObject("usage").put("prompt_tokens", 50).put("completion_tokens", 10);
        }
        return FaultScripts.body(200, body.toString());
    }
}
