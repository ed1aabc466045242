package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Limit.Kind;
import dev.winnow.simulator.Limit.Of;
import dev.winnow.simulator.QuotaUse.Period;
import dev.winnow.simulator.api.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a measurement reads, in minutes of six seconds. */
class QuotaUseTest {
    private static final Duration MINUTE = Duration.ofSeconds(6);

    private static Limits requests(Kind kind, long amount) {
        return new Limits(List.of(new Limit(Of.REQUESTS_PER_MINUTE, amount, MINUTE, kind, 1)), true, true, 0);
    }

    private static Instant at(long millis) {
        return Instant.EPOCH.plusMillis(millis);
    }

    private static boolean take(Account account, long tokens, long millis) {
        try {
            account.take(tokens, at(millis));
            return true;
        } catch (ApiError e) {
            return false;
        }
    }

    private static QuotaUse afterOneCallAt(Limits limits, long... millis) {
        Account account = new Account("m", 0, limits, at(millis[0]));
        for (long time : millis) {
            take(account, 1, time);
        }
        return account.use();
    }

    @Test
    void aGreedyClientEmptiesEachFixedWindow() {
        QuotaUse use = afterOneCallAt(requests(Kind.FIXED, 10), 4_000, 12_000);
        assertThat(use.wouldAdmit()).isEqualTo(30);
        assertThat(use.limits().get(0).periods())
                .containsExactly(new Period(1, 0, 10), new Period(0, 0, 10), new Period(1, 0, 10));
    }

    @Test
    void aGreedyClientComesBackAPeriodLaterInASlidingWindow() {
        assertThat(afterOneCallAt(requests(Kind.SLIDING, 10), 4_000, 15_999).wouldAdmit())
                .isEqualTo(20);
        assertThat(afterOneCallAt(requests(Kind.SLIDING, 10), 4_000, 16_000).wouldAdmit())
                .isEqualTo(30);
    }

    @Test
    void aGreedyClientGetsAFullBucketAndWhatComesBack() {
        assertThat(afterOneCallAt(requests(Kind.REFILL, 10), 4_000, 16_000).wouldAdmit())
                .isEqualTo(30);
        assertThat(afterOneCallAt(requests(Kind.REFILL, 10), 4_000, 4_000).wouldAdmit())
                .isEqualTo(10);
    }

    @Test
    void asksInCallsOfTheMeanCost() {
        Limits limits = new Limits(100, 1_000, MINUTE).withKind(Kind.FIXED);
        Account account = new Account("m", 0, limits, at(0));
        take(account, 200, 0);
        take(account, 400, 1);
        take(account, 500, 2);
        QuotaUse use = account.use();
        assertThat(use.admitted()).isEqualTo(2);
        assertThat(use.refused()).isEqualTo(1);
        assertThat(use.wouldAdmit()).isEqualTo(3);
        assertThat(use.limits().get(0)).satisfies(one -> {
            assertThat(one.admitted()).isEqualTo(2);
            assertThat(one.refused()).isZero();
            assertThat(one.wouldAdmit()).isEqualTo(100);
        });
        assertThat(use.limits().get(1)).satisfies(one -> {
            assertThat(one.admitted()).isEqualTo(600);
            assertThat(one.refused()).isEqualTo(1);
            assertThat(one.wouldAdmit()).isEqualTo(900);
        });
        assertThat(use.since()).isEqualTo(at(0));
        assertThat(use.until()).isEqualTo(at(2));
    }

    /** A client that never waits gets what the measure says, under each kind and in slices. */
    @Test
    void isWhatAClientWithoutPauseGets() {
        for (Kind kind : Kind.values()) {
            for (int slices : List.of(1, 60)) {
                Limits limits = requests(kind, 600).withSlices(slices).withRefusedCount(false);
                Account account = new Account("m", 0, limits, at(2_000));
                for (long now = 2_000; now < 62_000; now++) {
                    boolean more = true;
                    while (more) {
                        more = take(account, 1, now);
                    }
                }
                QuotaUse use = account.use();
                assertThat((double) use.admitted())
                        .as("%s in %d", kind, slices)
                        .isBetween(0.98 * use.wouldAdmit(), (double) use.wouldAdmit());
            }
        }
    }

    @Test
    void anotherClientUsesItsShareEvenly() {
        for (Kind kind : Kind.values()) {
            Account account = new Account("m", 0, requests(kind, 600).withOthers(0.3), at(0));
            take(account, 1, 0);
            take(account, 1, 60_000);
            QuotaUse.OfLimit use = account.use().limits().get(0);
            assertThat(use.others()).as("%s", kind).isBetween(1_799L, 1_800L);
            assertThat(use.othersRefused()).isZero();
            assertThat(use.periods().subList(0, 10))
                    .allSatisfy(period -> assertThat(period.others()).isBetween(179L, 181L));
            assertThat(account.use().wouldAdmit()).isEqualTo(use.wouldAdmit() - use.others());
        }
    }

    @Test
    void whoTakesAllLeavesTheOtherClientNothing() {
        Account account = new Account("m", 0, requests(Kind.FIXED, 10).withOthers(0.3), at(0));
        for (int i = 0; i < 10; i++) {
            assertThat(take(account, 1, 0)).isTrue();
        }
        take(account, 1, 5_999);
        QuotaUse.OfLimit use = account.use().limits().get(0);
        assertThat(use.others()).isZero();
        assertThat(use.othersRefused()).isEqualTo(2);
    }

    /** A share of what no one reaches is taken in steps, or it would never be taken. */
    @Test
    void hugeLimitsAreReadQuickly() {
        Account account = new Account("m", 0, Limits.none().withOthers(0.5), at(0));
        take(account, 1, 0);
        take(account, 1, 600_000);
        assertThat(account.use().limits().get(0).others()).isBetween(4_999_000_000L, 5_000_000_000L);
        assertThat(account.use().wouldAdmit()).isGreaterThan(5_000_000_000L);
    }
}
