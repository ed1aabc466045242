package dev.winnow.db.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.limit.SharedLimit.Lease;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.connect.Database;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that take from one limit take turns, whatever their clocks say. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JdbcSharedLimitTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String LIMIT = "openai-api host/m 0123 requests per minute";

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private Database second;
    private JdbcSharedLimit one;
    private JdbcSharedLimit other;

    @BeforeEach
    void open() {
        second = Database.open(database.settings());
        one = new JdbcSharedLimit(database.dataSource(), Runnable::run);
        other = new JdbcSharedLimit(second.dataSource(), Runnable::run);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        second.close();
    }

    /** A lease, with the moments between which it was handed out. */
    private record Taken(long before, long after, Lease lease) {

        static Taken from(JdbcSharedLimit limit, long units) {
            long before = System.nanoTime();
            Lease lease = limit.take(LIMIT, units, SECOND).join();
            return new Taken(before, System.nanoTime(), lease);
        }

        long earliestEnd() {
            return before
                    + lease.delay().toNanos()
                    + SECOND.multipliedBy(lease.units()).toNanos();
        }

        long latestStart() {
            return after + lease.delay().toNanos();
        }
    }

    @Test
    void neverGivesTheSameTimeTwice() throws Exception {
        List<Taken> all = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Taken>> taking = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                JdbcSharedLimit limit = i % 2 == 0 ? one : other;
                long units = 10 + i % 7;
                taking.add(threads.submit(() -> Taken.from(limit, units)));
            }
            for (Future<Taken> taken : taking) {
                all.add(taken.get());
            }
        } finally {
            threads.shutdown();
        }

        all.sort(Comparator.comparingLong(Taken::latestStart));
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).latestStart())
                    .isGreaterThanOrEqualTo(all.get(i - 1).earliestEnd());
        }
        long units = all.stream().mapToLong(taken -> taken.lease().units()).sum();
        assertThat(secondsAhead()).isBetween(units - 59L, units);
    }

    private long secondsAhead() {
        return Long.parseLong(database.value(
                "SELECT ceil(extract(epoch FROM taken_until - clock_timestamp()))::bigint FROM winnow.shared_limit WHERE name = '"
                        + LIMIT + "'"));
    }

    @Test
    void aHoldHoldsEveryProcess() {
        one.hold(LIMIT, Duration.ofHours(1)).join();
        assertThat(other.take(LIMIT, 1, SECOND).join().delay()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(one.take(LIMIT, 1, SECOND).join().delay()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(other.take("another limit", 1, SECOND).join().delay()).isLessThan(SECOND);
    }

    @Test
    void aHoldThatIsCoveredByWhatIsTakenChangesNothing() {
        one.take(LIMIT, 7_200, SECOND).join();
        other.hold(LIMIT, Duration.ofHours(1)).join();
        assertThat(secondsAhead()).isBetween(7_141L, 7_200L);
    }

    @Test
    void whatNobodyTookIsNotHoarded() {
        one.take(LIMIT, 1, SECOND).join();
        database.execute("UPDATE winnow.shared_limit SET taken_until = now() - interval '1 hour'");
        assertThat(other.take(LIMIT, 600, SECOND).join()).isEqualTo(new Lease(Duration.ZERO, 600, SECOND));
        assertThat(one.take(LIMIT, 1, SECOND).join().delay()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void countsUnitsThatAreShorterThanTheClockCanTell() {
        for (int i = 0; i < 10; i++) {
            one.take(LIMIT, 60_000_000_001L, Duration.ofNanos(333)).join();
        }
        assertThat(secondsAhead()).isBetween(199_741L, 199_801L);
    }

    @Test
    void failsAtOnceWhileTheDatabaseIsGone() {
        Outage outage = new Outage(database.dataSource());
        try (JdbcSharedLimit limit = new JdbcSharedLimit(outage, Runnable::run)) {
            outage.begin();
            CompletableFuture<Lease> taken = limit.take(LIMIT, 1, SECOND);
            assertThat(Canary.silentFailure(taken::join)).hasMessageContaining("Taking from a shared limit failed");
            outage.end();
            assertThat(limit.take(LIMIT, 1, SECOND).join().units()).isEqualTo(1);
        }
    }

    @Test
    void failsWhileTheDatabaseDoesNotAnswer() throws Exception {
        one.take(LIMIT, 1, SECOND).join();
        AtomicInteger resumed = new AtomicInteger();
        try (JdbcSharedLimit impatient = new JdbcSharedLimit(
                database.dataSource(),
                task -> {
                    resumed.incrementAndGet();
                    task.run();
                },
                Duration.ofMillis(20))) {
            try (Connection holder = database.outside().getConnection()) {
                holder.setAutoCommit(false);
                try (var statement = holder.prepareStatement("SELECT 1 FROM winnow.shared_limit FOR UPDATE")) {
                    assertThat(statement.execute()).isTrue();
                }
                assertThat(impatient.take(LIMIT, 1, SECOND)).failsWithin(Duration.ofSeconds(30));
                assertThat(impatient.hold(LIMIT, SECOND)).failsWithin(Duration.ofSeconds(30));
            }
            assertThat(resumed).hasValue(2);
        }
        assertThat(one.take(LIMIT, 1, SECOND).join().units()).isEqualTo(1);
    }

    @Test
    void whatWasGivenUpBeforeItBeganTakesNothingLater() throws Exception {
        one.take(LIMIT, 1, SECOND).join();
        try (JdbcSharedLimit impatient =
                new JdbcSharedLimit(database.dataSource(), Runnable::run, Duration.ofMillis(20))) {
            try (Connection holder = database.outside().getConnection()) {
                holder.setAutoCommit(false);
                try (var statement = holder.prepareStatement("SELECT 1 FROM winnow.shared_limit FOR UPDATE")) {
                    assertThat(statement.execute()).isTrue();
                }
                CompletableFuture<Lease> begun = impatient.take(LIMIT, 3_600, SECOND);
                Blocked.awaitWriter(database);
                assertThat(begun).failsWithin(Duration.ofSeconds(30));
                assertThat(impatient.take(LIMIT, 36_000, SECOND)).failsWithin(Duration.ofSeconds(30));
                assertThat(impatient.hold(LIMIT, Duration.ofHours(100))).failsWithin(Duration.ofSeconds(30));
            }
            // once one comes, those before it are through
            while (impatient
                    .take("another limit", 1, SECOND)
                    .handle((lease, failed) -> failed != null)
                    .join()) {
                Thread.onSpinWait();
            }
        }
        one.take(LIMIT, 1, SECOND).join();
        assertThat(secondsAhead()).isLessThan(36_000);
    }

    @Test
    void afterItsEndNobodyWaits() {
        one.close();
        assertThat(one.take(LIMIT, 1, SECOND)).isCompletedExceptionally();
    }

    @Test
    void limitsThatNobodyUsesAreForgotten() {
        one.take("old", 1, SECOND).join();
        database.execute("UPDATE winnow.shared_limit SET taken_until = now() - interval '8 days'");
        one.take("used", 1, SECOND).join();
        new Retention(database.dataSource(), Optional.empty()).run();
        assertThat(database.rows("SELECT name FROM winnow.shared_limit")).containsExactly("used");
    }
}
