package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepliesTest {
    private static final String RECEIPT = "{\"type\":\"receipt\",\"record\":{\"total\":31.00}}";

    private Simulator simulator = Simulator.start(SimulatorOptions.defaults(), Answers.of(List.of()));

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Caller answering(String entry) {
        simulator.close();
        simulator = Simulator.start(
                SimulatorOptions.defaults(),
                Answers.of(List.of(Answer.of("the document", entry))),
                Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));
        return new Caller(simulator);
    }

    private Caller.Response receipt(String entry) throws Exception {
        return answering(entry).chat(Requests.receipt("the document"));
    }

    @Test
    void hasTheShapeOfAChatCompletion() throws Exception {
        Caller.Response response = receipt(RECEIPT);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().path("id").asText()).isEqualTo("chatcmpl-sim-1");
        assertThat(response.body().path("created").asLong()).isEqualTo(1_700_000_000);
        assertThat(response.body().path("model").asText()).isEqualTo("winnow-offline");
        assertThat(response.message().path("refusal").isNull()).isTrue();
        assertThat(response.finishReason()).isEqualTo("stop");
        assertThat(response.body()
                        .at("/usage/prompt_tokens_details/cached_tokens")
                        .asInt(-1))
                .isZero();
        assertThat(response.body().at("/usage/total_tokens").asInt()).isGreaterThan(10);
        assertThat(response.header("openai-processing-ms")).isEqualTo("0");
        assertThat(response.header("x-ratelimit-remaining-requests")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"z\":31.00,\"a\":1234567890123456789012345}",
                "{\"n\":0.1234567890123456789012345,\"m\":-0.10}",
                "[1,\"two\",null,true]",
                "{\"text\":\"caf\u00e9 \\\"x\\\"\"}",
            })
    void keepsDigitsAndOrder(String record) throws Exception {
        assertThat(receipt("{\"record\":" + record + "}").content()).isEqualTo(record);
    }

    @Test
    void writesExponentsPlainly() throws Exception {
        assertThat(receipt("{\"record\":{\"n\":1.50E+3}}").content()).isEqualTo("{\"n\":1500}");
    }

    @Test
    void sendsRawContentAndFinishReason() throws Exception {
        assertThat(receipt("{\"content\":\"no JSON\"}").content()).isEqualTo("no JSON");
        Caller.Response filtered = receipt("{\"finish_reason\":\"content_filter\"}");
        assertThat(filtered.message().path("content").isNull()).isTrue();
        assertThat(filtered.finishReason()).isEqualTo("content_filter");
    }

    @Test
    void refusesInTheModelsWords() throws Exception {
        Caller.Response response = receipt("{\"refusal\":\"I cannot.\"}");
        assertThat(response.message().path("refusal").asText()).isEqualTo("I cannot.");
        assertThat(response.message().path("content").isNull()).isTrue();
        assertThat(response.finishReason()).isEqualTo("stop");
    }

    @Test
    void refusesAnotherRecordType() throws Exception {
        Caller.Response response = receipt("{\"type\":\"letter\",\"record\":{}}");
        assertThat(response.message().path("refusal").asText()).isEqualTo("The document is not a receipt.");
    }

    @Test
    void callsTheToolOfTheType() throws Exception {
        ObjectNode request = Requests.withTools("the document", "letter", "receipt", "none_of_these");
        Caller.Response response = answering(RECEIPT).chat(request);
        assertThat(response.message().at("/tool_calls/0/function/name").asText())
                .isEqualTo("receipt");
        assertThat(response.message().at("/tool_calls/0/function/arguments").asText())
                .isEqualTo("{\"total\":31.00}");
        assertThat(response.message().path("content").isNull()).isTrue();
        assertThat(response.finishReason()).isEqualTo("tool_calls");
    }

    @Test
    void cutsTheArgumentsOfACall() throws Exception {
        ObjectNode request = Requests.withTools("the document", "receipt").put("max_completion_tokens", 2);
        Caller.Response response = answering(RECEIPT).chat(request);
        assertThat(RECEIPT)
                .contains(response.message()
                        .at("/tool_calls/0/function/arguments")
                        .asText());
        assertThat(response.finishReason()).isEqualTo("length");
    }

    @Test
    void callsNoneOfTheseOrRefuses() throws Exception {
        ObjectNode request = Requests.withTools("the document", "letter", "none_of_these");
        Caller.Response none = answering(RECEIPT).chat(request);
        assertThat(none.message().at("/tool_calls/0/function/name").asText()).isEqualTo("none_of_these");
        assertThat(none.message().at("/tool_calls/0/function/arguments").asText())
                .startsWith("{\"reason\":\"");
        Caller.Response refused = answering(RECEIPT).chat(Requests.withTools("the document", "letter"));
        assertThat(refused.message().path("refusal").isTextual()).isTrue();
    }

    @Test
    void anAnswerWithoutATypeTakesTheOnlyTool() throws Exception {
        String entry = "{\"record\":{\"total\":1}}";
        ObjectNode one = Requests.withTools("the document", "letter", "none_of_these");
        assertThat(answering(entry)
                        .chat(one)
                        .message()
                        .at("/tool_calls/0/function/name")
                        .asText())
                .isEqualTo("letter");
        ObjectNode two = Requests.withTools("the document", "letter", "receipt");
        assertThat(answering(entry).chat(two).error("code")).isEqualTo("no_answer");
    }

    @Test
    void sendsStatusErrorAndHeaders() throws Exception {
        Caller.Response response = receipt("""
                {"status":503,"error":{"message":"m","code":"server_is_overloaded"},"headers":{"Retry-After":"2"}}""");
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.error("code")).isEqualTo("server_is_overloaded");
        assertThat(response.header("retry-after")).isEqualTo("2");
        String html =
                "{\"status\":502,\"body\":\"<p>\",\"headers\":{\"Content-Type\":\"text/html\",\"X-Request-Id\":\"r\"}}";
        assertThat(receipt(html).header("content-type")).isEqualTo("text/html");
        assertThat(receipt(html).header("x-request-id")).isEqualTo("r");
        assertThat(receipt("{\"status\":500}").error("type")).isEqualTo("server_error");
        assertThat(receipt("{\"body\":\"<html>\"}").raw().body()).isEqualTo("<html>");
    }

    @Test
    void dropsTheConnection() {
        Caller caller = answering("{\"close\":true}");
        assertThatThrownBy(() -> caller.chat(Requests.receipt("the document"))).isInstanceOf(IOException.class);
        assertThat(simulator.bill().dropped()).isPositive();
    }

    @Test
    void repliesOneAfterTheOther() throws Exception {
        Caller caller = answering("""
                {"replies":[{"status":500},{"content":"first"},{"content":"last","usage":{"prompt_tokens":7}}]}""");
        ObjectNode request = Requests.receipt("the document");
        assertThat(caller.chat(request).status()).isEqualTo(500);
        assertThat(caller.chat(request).content()).isEqualTo("first");
        assertThat(caller.chat(request).content()).isEqualTo("last");
        Caller.Response last = caller.chat(request);
        assertThat(last.content()).isEqualTo("last");
        assertThat(last.body().at("/usage/prompt_tokens").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"max_completion_tokens", "max_tokens"})
    void cutsWhatIsTooLong(String parameter) throws Exception {
        String words = "one two three four five six seven eight nine ten";
        Caller caller = answering("{\"content\":\"" + words + "\"}");
        Caller.Response cut = caller.chat(Requests.receipt("the document").put(parameter, 3));
        assertThat(cut.content()).isEqualTo("one two three");
        assertThat(cut.finishReason()).isEqualTo("length");
        assertThat(cut.body().at("/usage/completion_tokens").asInt()).isEqualTo(3);
        Caller.Response huge =
                caller.chat(Requests.receipt("the document").put(parameter, new BigInteger("99999999999999999999")));
        assertThat(huge.content()).isEqualTo(words);
        Caller.Response whole = caller.chat(Requests.receipt("the document").put(parameter, 10));
        assertThat(whole.content()).isEqualTo(words);
        assertThat(whole.finishReason()).isEqualTo("stop");
    }

    @Test
    void billsWhatItAnswered() throws Exception {
        Caller caller = answering("{\"replies\":[{\"status\":500},{\"content\":\"ok\"}]}");
        caller.chat(Requests.receipt("the document"));
        Caller.Response answered = caller.chat(Requests.receipt("the document"));
        Bill bill = simulator.bill();
        assertThat(bill.calls()).isEqualTo(2);
        assertThat(bill.answered()).isEqualTo(1);
        assertThat(bill.refused()).containsOnly(Map.entry(500, 1L));
        assertThat(bill.promptTokens())
                .isEqualTo(answered.body().at("/usage/prompt_tokens").asLong());
        assertThat(bill.completionTokens()).isEqualTo(1);
        assertThat(caller.get("/simulator/bill").body())
                .isEqualTo(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(bill)));
    }
}
