package dev.winnow.core.limit;

import static dev.winnow.core.limit.ModelServer.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.limit.ModelLimit.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How much of a server's limits is used in ten minutes, and how often it refuses, at calls with a heavy tail. */
class ThrottleUnderLimitsTest {

    private static final double REQUESTS = 6_000;
    private static final double TOKENS = 6_000_000;
    private static final double PLENTY = 1e9;
    private static final int DOCUMENTS = 512;

    /** What a server limits. */
    private enum Limits {
        REQUESTS_ONLY,
        TOKENS_ONLY,
        BOTH,
        /** Calls of very different sizes. */
        MIXED_TOKENS
    }

    private record Case(Kind kind, Limits limits, boolean configured, int processes) {

        double requests() {
            return limits == Limits.REQUESTS_ONLY || limits == Limits.BOTH ? REQUESTS : PLENTY;
        }

        double tokens() {
            return limits == Limits.REQUESTS_ONLY ? 1_000 * PLENTY : TOKENS;
        }

        Account account() {
            return new Account(
                    "a",
                    configured ? Optional.of((long) requests()) : Optional.empty(),
                    configured ? Optional.of((long) tokens()) : Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        Clients clients(ModelServer server) {
            Clients clients = new Clients(server, account(), processes);
            clients.tokens = limits == Limits.MIXED_TOKENS ? () -> 200 + clients.random.nextInt(3_600) : () -> 1_000;
            return clients;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Limits limits : Limits.values()) {
                cases.add(new Case(kind, limits, true, 1));
                cases.add(new Case(kind, limits, false, 1));
                cases.add(new Case(kind, limits, true, 2));
                cases.add(new Case(kind, limits, false, 2));
            }
        }
        return cases;
    }

    static List<Case> requests() {
        return cases().stream()
                .filter(one -> one.limits == Limits.REQUESTS_ONLY)
                .toList();
    }

    private static void run(Clients clients, Case one) {
        clients.run(DOCUMENTS / one.processes());
        assertThat(clients.ended).isEqualTo(clients.begun);
        for (Throttle throttle : clients.throttles) {
            ThrottleState state = throttle.state();
            assertThat(state.inFlight()).isZero();
            assertThat(state.waiting()).isZero();
        }
    }

    private static double admitted(Kind kind, double limit, double units) {
        return ModelLimit.admits(kind, limit, MINUTE, units, 0, 10 * MINUTE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nearlyAllOfALimitIsUsedAndHardlyACallRefused(Case one) {
        ModelServer server = new ModelServer(one.kind, one.requests(), one.tokens());

        run(one.clients(server), one);

        double used = one.limits == Limits.REQUESTS_ONLY
                ? server.admittedRequests / admitted(one.kind, REQUESTS, 1)
                : server.admittedTokens / admitted(one.kind, TOKENS, one.limits == Limits.MIXED_TOKENS ? 2_000 : 1_000);
        // what a bucket holds at the start is used up more slowly by two
        assertThat(used).isGreaterThan(one.kind == Kind.REFILL && one.processes == 2 ? 0.97 : 0.98);
        assertThat(server.refusals / (double) server.calls).isLessThan(0.001);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatAnotherClientLeavesIsUsed(Case one) {
        ModelServer server = new ModelServer(one.kind, REQUESTS, 1_000 * PLENTY).shared(0.3);

        run(one.clients(server), one);

        double left = admitted(one.kind, REQUESTS, 1) - server.othersAdmitted;
        assertThat(server.admittedRequests / left).isGreaterThan(0.95);
        assertThat(server.refusals / (double) server.calls).isLessThan(0.01);
    }

    @ParameterizedTest
    @EnumSource
    void aSmallRunBesideALargeOneIsDeductedOnce(Kind kind) {
        ModelServer server = new ModelServer(kind, REQUESTS, 1_000 * PLENTY);
        Clients clients = new Case(kind, Limits.REQUESTS_ONLY, true, 2).clients(server);

        clients.begin(clients.throttles.get(0), DOCUMENTS);
        // about a tenth of the limit
        clients.begin(clients.throttles.get(1), 3);
        clients.time.pass();

        assertThat(server.admittedRequests / admitted(kind, REQUESTS, 1)).isGreaterThan(0.95);
        assertThat(server.refusals / (double) server.calls).isLessThan(0.001);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aServerThatEnforcesEachSecondSeldomRefuses(Case one) {
        ModelServer server = new ModelServer(one.kind, REQUESTS, 1_000 * PLENTY).sliced(one.kind, 60);

        run(one.clients(server), one);

        assertThat(server.admittedRequests / admitted(one.kind, REQUESTS, 1)).isGreaterThan(0.95);
        assertThat(server.refusals / (double) server.calls).isLessThan(0.001);
    }

    @ParameterizedTest
    @EnumSource
    void aConfiguredLimitIsKeptToWithoutAnyHeaders(Kind kind) {
        ModelServer server = new ModelServer(kind, REQUESTS, 1_000 * PLENTY).silent();
        Case one = new Case(kind, Limits.REQUESTS_ONLY, true, 1);

        run(one.clients(server), one);

        // nobody tells what a bucket has left from before
        assertThat(server.admittedRequests / (10 * REQUESTS)).isGreaterThan(0.98);
        assertThat(server.refusals).isLessThan(3);
    }

    @ParameterizedTest
    @EnumSource
    void refusalsAloneFindAPaceAndLoseNothing(Kind kind) {
        ModelServer server = new ModelServer(kind, REQUESTS, 1_000 * PLENTY).silent();
        Case one = new Case(kind, Limits.REQUESTS_ONLY, false, 1);

        run(one.clients(server), one);

        assertThat(server.admittedRequests / (10 * REQUESTS)).isGreaterThan(0.75);
        assertThat(server.refusals / (double) server.calls).isLessThan(0.05);
    }

    @Test
    void aLimitOfAFewCallsAMinuteIsUsedUp() {
        ModelServer server = new ModelServer(Kind.SLIDING, 10, 1_000 * PLENTY);
        Case one = new Case(Kind.SLIDING, Limits.REQUESTS_ONLY, false, 1);

        run(one.clients(server), one);

        // one in ten is kept back, lest a call come too early
        assertThat(server.admittedRequests).isGreaterThan(89);
        assertThat(server.refusals).isLessThan(8);
    }
}
