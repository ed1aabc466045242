package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final String SHORT = "Fresh Market\nTOTAL 12.00";
    private static final String LONG = "Fresh Market\nTOTAL 12.00\nCASH";

    /** What is asked, and which document's answer is to come back, or an error code. */
    private static String answerTo(ObjectNode request, String... documents) throws Exception {
        Answers answers = Answers.of(answers(documents));
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults(), answers)) {
            Caller.Response response = new Caller(simulator).chat(request);
            return response.status() == 200 ? response.content() : response.error("code");
        }
    }

    private static List<Answer> answers(String... documents) {
        return IntStream.range(0, documents.length)
                .mapToObj(i -> Answer.of(documents[i], "{\"content\":\"document " + i + "\"}"))
                .toList();
    }

    private static String answerTo(String text, String... documents) throws Exception {
        return answerTo(Requests.plain(text), documents);
    }

    @Test
    void findsAFencedDocument() throws Exception {
        assertThat(answerTo("Read this:\n```\n  " + SHORT + "  \n```\nThanks.", "other", SHORT))
                .isEqualTo("document 1");
    }

    @Test
    void findsADocumentOnALineWithOtherWords() throws Exception {
        assertThat(answerTo("Document: " + SHORT + " (end)", "other", SHORT)).isEqualTo("document 1");
        assertThat(answerTo("<doc>one line</doc>", "one line")).isEqualTo("document 0");
    }

    @Test
    void findsALongDocumentAnywhere() throws Exception {
        String one = "The first of two documents that are written on one line only, number 1.";
        String two = one.replace("number 1", "number 2");
        assertThat(answerTo("x: " + two + " y", one, two)).isEqualTo("document 1");
        assertThat(answerTo(two.substring(1), one, two)).isEqualTo("no_answer");
    }

    @Test
    void theLongestDocumentWins() throws Exception {
        assertThat(answerTo(LONG, SHORT, LONG)).isEqualTo("document 1");
        assertThat(answerTo(LONG, LONG, SHORT)).isEqualTo("document 0");
        assertThat(answerTo(SHORT, SHORT, LONG)).isEqualTo("document 0");
    }

    @Test
    void oneLineInCommonIsNotEnough() throws Exception {
        assertThat(answerTo("Fresh Market\nTOTAL 13.00", SHORT)).isEqualTo("no_answer");
    }

    @Test
    void lineEndsDoNotMatter() throws Exception {
        assertThat(answerTo(SHORT.replace("\n", "\r\n"), SHORT)).isEqualTo("document 0");
        assertThat(answerTo(SHORT, SHORT.replace("\n", "\r\n"))).isEqualTo("document 0");
    }

    @Test
    void anEmptyDocumentIsInNoMessage() throws Exception {
        assertThat(answerTo("anything", " \n ")).isEqualTo("no_answer");
        assertThat(answerTo("", "")).isEqualTo("no_answer");
    }

    @Test
    void readsContentInParts() throws Exception {
        ObjectNode request = Requests.plain("x");
        request.withObject("/messages/1")
                .putArray("content")
                .add(Json.object().put("type", "text").put("text", "Read this:"))
                .add(Json.object().put("type", "text").put("text", SHORT));
        assertThat(answerTo(request, SHORT)).isEqualTo("document 0");
    }
}
