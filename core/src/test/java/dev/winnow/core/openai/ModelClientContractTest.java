package dev.winnow.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.TextReader;
import dev.winnow.core.extraction.Extraction;
import dev.winnow.core.extraction.Extractor;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.limit.Bounds;
import dev.winnow.core.limit.Quotas;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelReply.ToolCall;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.model.Target;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.prompt.PromptWriter;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.RecordType;
import jakarta.validation.constraints.Positive;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for each of the ways to ask, from the body that a server sends to the outcome of the document. */
class ModelClientContractTest {

    private static final byte[] DOCUMENT = "Note 7".getBytes(StandardCharsets.UTF_8);
    private static final DocumentId ID = DocumentId.of(DOCUMENT);
    private static final String GOOD = "{\"number\": 7}";

    @Extracted(value = "note", instructions = "/dev/winnow/core/instructions.md")
    record Note(@Positive int number) {}

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private Recipe recipe(Way way) {
        Target target =
                Target.of(server.endpoint, ModelProfile.unknown("m"), 100).by(way.api, way.style);
        return Recipe.of(List.of(RecordType.of(Note.class)), List.of(target), new TextReader());
    }

    private Outcome outcome(Way way, String... bodies) {
        List.of(bodies).forEach(body -> server.answer(200, body));
        Extractor extractor = new Extractor(
                recipe(way),
                new ForgetfulJournal(),
                Map.of(server.endpoint, server.client()),
                Bounds.standard(),
                Quotas.alone(8),
                Clock.systemUTC(),
                pause -> CompletableFuture.completedFuture(null),
                new StopSignal(),
                Runnable::run);
        Extraction extraction = extractor
                .extract(ID, DOCUMENT, 1)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(server.received).hasSize(bodies.length);
        return ((Extraction.Reached) extraction).outcome();
    }

    private CallResult call(Way way, int status, String body) {
        Recipe recipe = recipe(way);
        return server.answer(status, body)
                .call(new ModelRequest(
                        recipe.route().get(0).target(),
                        new PromptWriter(recipe.types(), "recipe").write(ID, "Note 7"),
                        recipe.route().get(0).form(),
                        1));
    }

    private ModelReply reply(Way way, String body) {
        return (ModelReply) call(way, 200, body);
    }

    private CallFailure failure(Way way, int status, String body) {
        CallFailure failure = (CallFailure) call(way, status, body);
        assertThat(failure.toString()).doesNotContain("canary");
        return failure;
    }

    @ParameterizedTest
    @EnumSource
    void aRecordIsExtracted(Way way) {
        assertThat(outcome(way, way.record(GOOD)))
                .isInstanceOfSatisfying(
                        Outcome.Extracted.class,
                        extracted -> assertThat(extracted.value()).isEqualTo(new Note(7)));
        ModelReply reply = reply(way, way.record(GOOD));
        assertThat(reply.model()).isEqualTo("model-2026-01-01");
        assertThat(reply.usage()).contains(Way.USAGE);
        assertThat(reply.refusal()).isEmpty();
        if (way.style == OutputStyle.TOOL) {
            assertThat(reply.toolCalls()).containsExactly(new ToolCall("note", GOOD));
        } else {
            assertThat(reply.content()).contains(GOOD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reasoningBeforeTheRecordIsPassedOver(Way way) {
        assertThat(outcome(way, way.reasoned(GOOD))).isInstanceOf(Outcome.Extracted.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsARefusalWithAndWithoutContent(Way way) {
        assertThat(outcome(way, way.refusal(null, "I cannot"))).isEqualTo(new Outcome.Refused("I cannot"));
        assertThat(reply(way, way.refusal("", "I cannot")).refusal()).contains("I cannot");
        assertThat(reply(way, way.refusal(null, "")).refusal()).contains("");
        assertThat(reply(way, way.refusal(GOOD, "I cannot")).refusal()).contains("I cannot");
    }

    @ParameterizedTest
    @EnumSource
    void aCutReplyIsNeverRead(Way way) {
        assertThat(outcome(way, way.cut(null, "length"), way.cut(GOOD, "length")))
                .isInstanceOf(Outcome.Truncated.class);
        assertThat(reply(way, way.cut(null, "length")).finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(reply(way, way.cut("{\"numb", "length")).usage()).contains(Way.USAGE);
    }

    @ParameterizedTest
    @EnumSource
    void aFilteredReplyIsNeverRead(Way way) {
        assertThat(outcome(way, way.cut(GOOD, "content_filter"))).isEqualTo(new Outcome.Filtered());
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatEndedForAnUnknownReasonIsNeverRead(Way way) {
        assertThat(outcome(way, way.cut(GOOD, "steered"))).isInstanceOf(Outcome.Failed.class);
        assertThat(reply(way, way.cut(GOOD, "max_messages")).finishReason()).isEqualTo(FinishReason.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void aReplyWithoutUsageIsKept(Way way) {
        assertThat(reply(way, way.withoutUsage(GOOD)).usage()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void twoRecordsAreWrongAndAskedAgain(Way way) {
        assertThat(outcome(way, way.twice(GOOD), way.record(GOOD))).isInstanceOf(Outcome.Extracted.class);
    }

    @ParameterizedTest
    @EnumSource
    void wordsInPlaceOfARecordAreWrongAndAskedAgain(Way way) {
        assertThat(outcome(way, way.text("The number is 7."), way.record(GOOD))).isInstanceOf(Outcome.Extracted.class);
        assertThat(server.received.get(1).body()).contains("The number is 7.");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureWithStatus200IsAFailureAndKeepsItsUsage(Way way) {
        assertThat(failure(way, 200, way.failed("server_error")))
                .isEqualTo(new CallFailure(
                        Kind.SERVER_ERROR, 200, "server_error", Optional.empty(), Optional.of(Way.USAGE)));
        assertThat(failure(way, 200, way.failed("rate_limit_exceeded")).kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure(way, 200, way.failed("invalid_prompt")).kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure(way, 200, way.failed("bio_policy")).kind()).isEqualTo(Kind.FILTERED);
        assertThat(failure(way, 200, way.failed("502")).kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(failure(way, 200, way.failed("insufficient_quota")).kind()).isEqualTo(Kind.QUOTA_EXHAUSTED);
        assertThat(failure(way, 200, way.failed("canary words")).kind()).isEqualTo(Kind.SERVER_ERROR);
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentThatIsTooLongIsToldByItsCode(Way way) {
        String body =
                "{\"error\": {\"message\": \"canary\", \"type\": \"invalid_request_error\", \"param\": \"messages\","
                        + " \"code\": \"context_length_exceeded\"}}";

        assertThat(failure(way, 400, body).kind()).isEqualTo(Kind.TOO_LONG);
    }

    @ParameterizedTest
    @EnumSource
    void azuresContentFilterIsToldByItsCodeOrTheOneInside(Way way) {
        String inner = "\"innererror\": {\"code\": \"ResponsibleAIPolicyViolation\", \"content_filter_result\":"
                + " {\"violence\": {\"filtered\": true, \"severity\": \"high\"}}}";
        String coded = "{\"error\": {\"message\": \"canary\", \"type\": null, \"param\": \"prompt\", \"code\":"
                + " \"content_filter\", \"status\": 400, " + inner + "}}";

        assertThat(failure(way, 400, coded))
                .isEqualTo(new CallFailure(Kind.FILTERED, 400, "content_filter", Optional.empty()));
        assertThat(failure(way, 400, coded.replace("\"content_filter\",", "null,"))
                        .kind())
                .isEqualTo(Kind.FILTERED);
    }
}
