package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.RateLimits;
import dev.winnow.core.model.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetStandingTest {

    private static final ModelReply REPLY = new ModelReply(
            "m", ModelReply.FinishReason.STOP, Optional.of("{}"), Optional.empty(), List.of(), Optional.empty());
    private static final CallFailure REFUSAL = failure(Kind.REJECTED, 400, "");
    private static final CallFailure BARE = failure(Kind.FORBIDDEN, 403, "");

    private final EndpointGate gate = new EndpointGate("a", Clock.systemUTC());
    private final TargetStanding first = new TargetStanding("a/first", gate);
    private final TargetStanding second = new TargetStanding("a/second", gate);

    private static CallFailure failure(Kind kind, int status, String code) {
        return new CallFailure(kind, status, code, Optional.empty());
    }

    private static CallResult ended(TargetStanding target, CallResult result) {
        Exchange judged = target.judged(Exchange.of(result));
        target.ended(Permit.NONE, judged);
        return judged.result();
    }

    private static void told(TargetStanding target, long limit) {
        RateLimits limits =
                new RateLimits(Optional.empty(), Optional.of(new RateLimits.Limit(limit, 0, Duration.ofSeconds(1))));
        target.ended(Permit.NONE, new Exchange(REPLY, Optional.empty(), limits));
    }

    @Test
    void countsWhatItsModelAnswersAndRefusesApartFromOthers() {
        ended(first, REPLY);
        ended(second, REFUSAL);

        assertThat(first.takesRequests()).isTrue();
        assertThat(first.refusals().number()).isZero();
        assertThat(second.takesRequests()).isFalse();
        assertThat(second.refusals()).isEqualTo(new TargetStanding.Refusals(1, REFUSAL.summary()));
    }

    @Test
    void knowsTheLargestLimitToldForItsModel() {
        assertThat(first.tokensPerMinute()).isEmpty();
        for (long limit : new long[] {100, 300, 200}) {
            told(first, limit);
        }
        told(second, 1_000);
        assertThat(first.tokensPerMinute()).hasValue(300);
        assertThat(second.tokensPerMinute()).hasValue(1_000);
    }

    @Test
    void aBareForbiddenIsTheDocumentsOnceTheEndpointHasAnsweredInThisRun() {
        assertThat(ended(first, BARE)).isEqualTo(BARE);

        second.provenEarlier();

        assertThat(ended(first, BARE)).isEqualTo(BARE.withKind(Kind.REJECTED));
        CallFailure told = failure(Kind.FORBIDDEN, 403, "unsupported_country");
        assertThat(ended(first, told)).isEqualTo(told);
        assertThat(first.refusals().number()).isZero();
    }

    @Test
    void aReplyFromBeforeDoesNotHideThatALimitHoldsTheModel() {
        VirtualTime time = new VirtualTime();
        EndpointGate own = new EndpointGate("a", time);
        Throttle throttle = new Throttles(Quotas.alone(10), Duration.ofMinutes(1), time, time, Runnable::run)
                .of(Target.of(Endpoint.OPENAI, ModelProfile.unknown("m"), 100), own);
        TargetStanding model = new TargetStanding("a/m", own, throttle);
        Ticket limited = throttle.enter(1, false).join().orElseThrow();
        assertThat(throttle.place(limited)).isCompletedWithValue(true);
        Exchange refusal = Exchange.of(new CallFailure(Kind.RATE_LIMITED, 429, "", Optional.of(Duration.ofHours(5))));
        throttle.ended(limited, refusal);
        model.ended(Permit.NONE, refusal);

        model.ended(Permit.NONE, Exchange.of(REPLY));

        assertThat(model.state().kind()).isEqualTo(EndpointGate.Kind.PARKED);
        assertThat(model.state().downSince()).contains(time.instant());
        assertThat(model.closed()).contains(Duration.ofHours(5));
        assertThat(model.enter()).isEmpty();
        assertThat(new TargetStanding("a/n", own).enter()).isPresent();
    }

    @Test
    void twentyBareForbiddenInARowStopTheRunAllTheSame() {
        for (int rounds = 0; rounds < 2; rounds++) {
            ended(first, REPLY);
            for (int i = 0; i < 19; i++) {
                assertThat(ended(first, BARE)).isEqualTo(BARE.withKind(Kind.REJECTED));
            }
        }
        assertThat(ended(first, BARE)).isEqualTo(BARE);
    }
}
