package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.limit.ModelLimit.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A minute of a few seconds and few calls: what is told of it comes late, and one call too early is refused. */
class ShortMinuteTest {

    private static final long MINUTE = Duration.ofSeconds(3).toNanos();
    private static final double REQUESTS = 300;
    private static final double PLENTY = 1e12;
    private static final int DOCUMENTS = 64;
    /** Nanoseconds; a lease lasts 100 ms. */
    private static final int LATEST_LEASE = 40_000_000;

    private record Case(Kind kind, boolean configured) {}

    private record Outcome(double used, double refused) {}

    static Stream<Case> cases() {
        return Stream.of(Kind.values()).flatMap(kind -> Stream.of(new Case(kind, true), new Case(kind, false)));
    }

    /** Of the second to the eleventh minute. */
    private static Outcome run(Case one, ModelServer server) {
        return run(one, server, REQUESTS);
    }

    private static Outcome run(Case one, ModelServer server, double limit) {
        return run(one, server, limit, 0);
    }

    private static Outcome run(Case one, ModelServer server, double limit, int latestLease) {
        Account account = new Account(
                "a",
                one.configured ? Optional.of((long) limit) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Clients clients = new Clients(server, account, 1, latestLease);
        clients.latency = () -> 200_000_000 + clients.random.nextInt(2_000_000);
        // a bucket is full only once
        server.from = one.kind == Kind.REFILL ? 0 : MINUTE;
        server.until = server.from + 10 * MINUTE;

        clients.run(DOCUMENTS);

        assertThat(clients.ended).isEqualTo(clients.begun);
        return new Outcome(
                server.admittedRequests
                        / (limit < REQUESTS
                                ? 10 * limit
                                : ModelLimit.admits(one.kind, REQUESTS, MINUTE, 1, 0, 10 * MINUTE)
                                        - server.othersAdmitted),
                server.refusals / (double) server.calls);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nearlyAllOfItIsUsed(Case one) {
        Outcome outcome = run(one, new ModelServer(one.kind, REQUESTS, PLENTY, MINUTE));

        assertThat(outcome.used()).isGreaterThan(0.98);
        assertThat(outcome.refused()).isLessThan(0.001);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nearlyAllOfItIsUsedWhileLeasesComeLate(Case one) {
        Outcome outcome = run(one, new ModelServer(one.kind, REQUESTS, PLENTY, MINUTE), REQUESTS, LATEST_LEASE);

        assertThat(outcome.used()).isGreaterThan(0.98);
        assertThat(outcome.refused()).isLessThan(0.001);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatAnotherClientLeavesIsUsed(Case one) {
        Outcome outcome = run(one, new ModelServer(one.kind, REQUESTS, PLENTY, MINUTE).shared(0.3));

        assertThat(outcome.used()).isGreaterThan(0.96);
        assertThat(outcome.refused()).isLessThan(0.01);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftToOthersIsLeftOnce(Kind kind) {
        Case one = new Case(kind, true);

        Outcome outcome = run(one, new ModelServer(kind, REQUESTS, PLENTY, MINUTE).shared(0.3), 0.7 * REQUESTS);

        assertThat(outcome.used()).isGreaterThan(0.96);
    }

    @ParameterizedTest
    @EnumSource
    void aSmallerLimitThatIsConfiguredIsKeptTo(Kind kind) {
        Case one = new Case(kind, true);

        Outcome outcome = run(one, new ModelServer(kind, REQUESTS, PLENTY, MINUTE), 0.5 * REQUESTS);

        assertThat(outcome.used()).isBetween(0.96, 1.01);
    }

    @ParameterizedTest
    @EnumSource
    void whatAnEarlierProcessHasUsedIsNotTakenForOthers(Kind kind) {
        ModelServer server = new ModelServer(kind, REQUESTS, PLENTY, MINUTE);
        server.requests.take(0.9 * REQUESTS);

        assertThat(run(new Case(kind, true), server).used()).isGreaterThan(kind == Kind.REFILL ? 0.9 : 0.97);
    }
}
