package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {
    private static final String ENTRY = "{\"type\":\"receipt\",\"record\":{\"total\":31},\"broken\":{\"total\":-1}}";

    private Simulator simulator = Simulator.start(SimulatorOptions.defaults(), Answers.of(List.of()));

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Caller striking(Faults faults, String entry) {
        simulator.close();
        Answers answers = Answers.of(List.of(Answer.of("the document", entry)));
        simulator = Simulator.start(SimulatorOptions.defaults().withFaults(faults), answers);
        return new Caller(simulator);
    }

    private Caller always(Fault fault) {
        return striking(Faults.none().with(fault, 1), ENTRY);
    }

    private static Caller.Response receipt(Caller caller) throws Exception {
        return caller.chat(Requests.receipt("the document"));
    }

    private static Map<Optional<Fault>, Long> struck(Faults faults) {
        return IntStream.range(0, 5_000)
                .mapToObj(i -> faults.striking("document number " + i))
                .collect(Collectors.groupingBy(fault -> fault, Collectors.counting()));
    }

    @Test
    void strikesTheSameDocumentsEachTime() {
        Faults faults = Faults.none().with(Fault.SERVER_ERROR, 0.05).with(Fault.CUT, 0.01);
        Map<Optional<Fault>, Long> struck = struck(faults);
        assertThat(struck).isEqualTo(struck(faults)).isNotEqualTo(struck(faults.withSeed(1)));
        assertThat(struck.get(Optional.of(Fault.SERVER_ERROR))).isBetween(200L, 300L);
        assertThat(struck.get(Optional.of(Fault.CUT))).isBetween(30L, 70L);
        assertThat(faults.striking(" a\r\nb ")).isEqualTo(faults.striking("a\nb"));
        assertThat(struck(Faults.none())).containsOnlyKeys(Optional.empty());
    }

    @Test
    void errorsPass() throws Exception {
        Map<Fault, Integer> statuses =
                Map.of(Fault.SERVER_ERROR, 500, Fault.OVERLOADED, 503, Fault.RATE_LIMITED, 429, Fault.BAD_GATEWAY, 502);
        for (Map.Entry<Fault, Integer> status : statuses.entrySet()) {
            Caller caller = always(status.getKey());
            Caller.Response failed = receipt(caller);
            assertThat(failed.status()).isEqualTo(status.getValue());
            assertThat(failed.header("x-request-id")).isNotEmpty();
            assertThat(receipt(caller).content()).isEqualTo("{\"total\":31}");
            assertThat(simulator.bill("the document")).isEqualTo(new Bill.Document(2, 1, 0));
        }
        assertThat(receipt(always(Fault.RATE_LIMITED)).header("retry-after-ms")).isEqualTo("20");
        assertThat(receipt(always(Fault.BAD_GATEWAY)).raw().body()).startsWith("<html>");
    }

    @Test
    void lastsAsLongAsAsked() throws Exception {
        Caller caller = striking(
                Faults.none().with(Fault.SERVER_ERROR, 1, 3),
                "{\"replies\":[{\"content\":\"first\"},{\"content\":\"second\"}]}");
        for (int i = 0; i < 3; i++) {
            assertThat(receipt(caller).status()).isEqualTo(500);
        }
        assertThat(receipt(caller).content()).isEqualTo("first");
        assertThat(receipt(caller).content()).isEqualTo("second");
    }

    @ParameterizedTest
    @EnumSource(names = {"DROPPED", "LOST", "HALF_BODY"})
    void aConnectionEndsEarly(Fault fault) throws Exception {
        Caller caller = always(fault);
        assertThatThrownBy(() -> receipt(caller)).isInstanceOf(IOException.class);
        boolean paid = fault != Fault.DROPPED;
        assertThat(receipt(caller).status()).isEqualTo(200);
        Bill bill = simulator.bill();
        assertThat(bill.calls()).isEqualTo(2);
        assertThat(bill.dropped()).isEqualTo(paid ? 0 : 1);
        assertThat(bill.answered()).isEqualTo(paid ? 2 : 1);
        assertThat(bill.lost()).isEqualTo(paid ? 1 : 0);
        assertThat(simulator.answeredTwice().size()).isEqualTo(paid ? 1 : 0);
    }

    @Test
    void theModelsOwnFaultsStay() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(receipt(always(Fault.REFUSED)).message().path("refusal").asText())
                    .isNotEmpty();
            assertThat(receipt(always(Fault.BROKEN)).content()).isEqualTo("{\"total\":-1}");
            Caller.Response cut = receipt(always(Fault.CUT));
            assertThat("{\"total\":31}").startsWith(cut.content()).isNotEqualTo(cut.content());
            assertThat(cut.finishReason()).isEqualTo("length");
            assertThat(receipt(always(Fault.NO_CHOICE)).body().path("choices")).isEmpty();
        }
        assertThat(receipt(striking(Faults.none().with(Fault.BROKEN, 1), "{\"content\":\"x\"}"))
                        .content())
                .isEqualTo("x");
    }

    @Test
    void bothApisAreStruck() throws Exception {
        Caller.Response cut = always(Fault.CUT).responses(Requests.inputReceipt("the document"));
        assertThat(cut.body().at("/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
        Caller.Response empty = always(Fault.NO_CHOICE).responses(Requests.inputReceipt("the document"));
        assertThat(empty.body().path("output")).isEmpty();
    }

    @Test
    void aSlowBodyArrivesInTheEnd() throws Exception {
        Caller caller = striking(Faults.none().with(Fault.SLOW_BODY, 1).withPace(Duration.ofMillis(1)), ENTRY);
        Caller.Response slow = receipt(caller);
        assertThat(slow.content()).isEqualTo("{\"total\":31}");
        assertThat(slow.header("content-length"))
                .isEqualTo(Integer.toString(slow.raw().body().length()));
        assertThat(simulator.bill().lost()).isZero();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aSilentCallIsNotPaidFor() throws Exception {
        Caller caller = always(Fault.SILENT);
        assertThatThrownBy(() -> Caller.send(
                        caller.chatBuilder(Requests.receipt("the document")).timeout(Duration.ofSeconds(1))))
                .isInstanceOf(HttpTimeoutException.class);
        // on a busy machine the client gives up before its call is looked at
        while (simulator.bill().dropped() == 0) {
            Thread.onSpinWait();
        }
        assertThat(simulator.bill().dropped()).isEqualTo(1);
        assertThat(receipt(caller).status()).isEqualTo(200);
    }

    @Test
    void fractionsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().with(Fault.CUT, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().with(Fault.CUT, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().with(Fault.CUT, 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Faults.none().with(Fault.CUT, 0.6).with(Fault.LOST, 0.6));
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().withPace(Duration.ZERO));
    }
}
