package dev.winnow.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.TextReader;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.extraction.Stage;
import dev.winnow.core.model.Api;
import dev.winnow.core.model.ApiKeys;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.model.Target;
import dev.winnow.core.openai.OpenAiModelClient;
import dev.winnow.core.openai.Timeouts;
import dev.winnow.core.prompt.PromptWriter;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.RecordType;
import dev.winnow.simulator.Answer;
import dev.winnow.simulator.Answers;
import dev.winnow.simulator.Fault;
import dev.winnow.simulator.Faults;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import jakarta.validation.constraints.Positive;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client makes of each fault of the simulator, by each interface and in each style. */
class ClientFaultsTest {

    private static final String TEXT = "Note 7";
    private static final DocumentId ID = DocumentId.of(TEXT.getBytes(StandardCharsets.UTF_8));

    @Extracted(value = "note", instructions = "/dev/winnow/extractors/receipt/Receipt.md")
    record Note(@Positive int number) {}

    static Stream<Arguments> ways() {
        return Stream.of(Api.values())
                .flatMap(api -> Stream.of(OutputStyle.values()).map(style -> Arguments.of(api, style)));
    }

    private static Exchange call(Faults faults, Api api, OutputStyle style) {
        SimulatorOptions options =
                SimulatorOptions.defaults().withFaults(faults).withApiKeys("sk-test");
        Answers answers = Answers.of(List.of(Answer.of(TEXT, "{\"type\": \"note\", \"record\": {\"number\": 7}}")));
        try (Simulator simulator = Simulator.start(options, answers)) {
            Endpoint endpoint = Endpoint.at(simulator.baseUrl());
            Target target = Target.of(endpoint, ModelProfile.unknown("winnow-offline"), 500)
                    .by(api, style);
            Recipe recipe = Recipe.of(List.of(RecordType.of(Note.class)), List.of(target), new TextReader());
            Stage stage = recipe.route().get(0);
            Timeouts timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(4));
            try (OpenAiModelClient client = new OpenAiModelClient(
                    endpoint, ApiKeys.fixed("sk-test"), timeouts, Clock.systemUTC(), Optional.empty())) {
                return client.call(new ModelRequest(
                                stage.target(),
                                new PromptWriter(recipe.types(), recipe.fingerprint()).write(ID, TEXT),
                                stage.form(),
                                1))
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join();
            }
        }
    }

    private static Exchange struck(Fault fault, Api api, OutputStyle style) {
        return call(Faults.none().with(fault, 1).withPace(Duration.ofMillis(100)), api, style);
    }

    private static CallFailure failure(Fault fault, Api api, OutputStyle style) {
        return (CallFailure) struck(fault, api, style).result();
    }

    private static ModelReply reply(Fault fault, Api api, OutputStyle style) {
        return (ModelReply) struck(fault, api, style).result();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void withoutAFaultTheRecordComesWithItsUsage(Api api, OutputStyle style) {
        Exchange exchange = call(Faults.none(), api, style);

        assertThat(exchange.requestId()).isPresent();
        assertThat(exchange.result()).isInstanceOfSatisfying(ModelReply.class, reply -> {
            assertThat(reply.usage()).isPresent();
            assertThat(
                            style == OutputStyle.TOOL
                                    ? reply.toolCalls().get(0).arguments()
                                    : reply.content().orElse(""))
                    .contains("7");
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theServersOwnTroubleIsToldByKind(Api api, OutputStyle style) {
        assertThat(failure(Fault.SERVER_ERROR, api, style).kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(failure(Fault.BAD_GATEWAY, api, style).kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(failure(Fault.OVERLOADED, api, style).kind()).isEqualTo(Kind.OVERLOADED);
        CallFailure limited = failure(Fault.RATE_LIMITED, api, style);
        assertThat(limited.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(limited.retryAfter()).contains(Duration.ofMillis(20));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anAnswerThatDoesNotArriveIsALostReply(Api api, OutputStyle style) {
        for (Fault fault :
                List.of(Fault.DROPPED, Fault.SILENT, Fault.LOST, Fault.HALF_BODY, Fault.SLOW_BODY, Fault.NO_CHOICE)) {
            assertThat(failure(fault, api, style).kind()).as(fault.name()).isEqualTo(Kind.REPLY_LOST);
        }
        assertThat(failure(Fault.NO_CHOICE, api, style).usage()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatTheModelSaysInsteadIsAReply(Api api, OutputStyle style) {
        assertThat(reply(Fault.REFUSED, api, style).refusal()).isPresent();
        assertThat(reply(Fault.CUT, api, style).finishReason()).isEqualTo(FinishReason.LENGTH);
    }
}
