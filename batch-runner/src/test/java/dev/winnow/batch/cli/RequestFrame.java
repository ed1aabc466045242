package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request without its document, byte for byte.
 *
 * @param head method, path and headers
 * @param before the body up to the message with the document
 * @param after the body from the end of that message on
 * @param wordsBefore what stands before the document in its message, with {@code MARK} for the mark
 * @param wordsAfter what stands after it
 */
record RequestFrame(String head, String before, String after, String wordsBefore, String wordsAfter) {

    private static final Pattern MARK = Pattern.compile("DOCUMENT-[0-9a-f]{16}");
    private static final String ANY_MARK = "MARK";
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The frame of a request that holds this plain text. */
    static RequestFrame of(RecordingProxy.Sent sent, String text) {
        JsonNode messages = json(sent.body()).path("messages");
        String message = messages.path(1).path("content").asText();
        String literal = quoted(message);
        int start = sent.body().indexOf(literal);
        int end = start + literal.length();
        String marked = message.replace(firstMark(message), ANY_MARK);
        int at = marked.indexOf(text);
        assertThat(start).as("the message as it stands in the body").isPositive();
        assertThat(at).as("the document in its message").isPositive();
        assertThat(sent.body()).as("the document stands in its message alone").containsOnlyOnce(inner(text));
        return new RequestFrame(
                sent.head(),
                sent.body().substring(0, start),
                sent.body().substring(end),
                marked.substring(0, at),
                marked.substring(at + text.length()));
    }

    /** Whether a request ends like this one. */
    boolean holds(RecordingProxy.Sent sent) {
        return sent.body().endsWith(after);
    }

    /** The document in a request; fails if anything but the document and its mark differs. */
    String text(RecordingProxy.Sent sent) {
        assertThat(sent.head()).isEqualTo(head);
        String message = message(sent);
        String mark = firstMark(message);
        String open = wordsBefore.replace(ANY_MARK, mark);
        String close = wordsAfter.replace(ANY_MARK, mark);
        assertThat(message).startsWith(open).endsWith(close);
        String text = message.substring(open.length(), message.length() - close.length());
        assertThat(text).as("the document holds no mark of its own").doesNotContain(mark);
        return text;
    }

    String mark(RecordingProxy.Sent sent) {
        return firstMark(message(sent));
    }

    private String message(RecordingProxy.Sent sent) {
        assertThat(sent.body()).startsWith(before).endsWith(after);
        JsonNode message =
                json(sent.body().substring(before.length(), sent.body().length() - after.length()));
        assertThat(message.isTextual()).isTrue();
        return message.textValue();
    }

    private static String firstMark(String message) {
        Matcher mark = MARK.matcher(message);
        assertThat(mark.find()).as("a mark").isTrue();
        return mark.group();
    }

    private static String inner(String text) {
        String literal = quoted(text);
        return literal.substring(1, literal.length() - 1);
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON value", e);
        }
    }
}
