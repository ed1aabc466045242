package dev.winnow.db.store;

import dev.winnow.core.limit.SharedLimit;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The limits in {@code winnow.shared_limit}, by the database's clock: that of a process decides nothing. One thread of its own
 * makes one small statement for each lease, so nobody else waits for the database. A lease that does not come within a second
 * fails; what was taken by it by then is lost, and nothing is taken by it later. Thread-safe.
 */
public final class JdbcSharedLimit implements SharedLimit, AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /**
     * What lies in the past is nobody's. The clock is read after the row is locked. A lease need not survive a crash of the
     * server, so its commit does not wait for the disk.
     */
    private static final String TAKE = """
            INSERT INTO winnow.shared_limit AS l (name, taken_until)
            VALUES (:limit, clock_timestamp() + :pause * interval '1 microsecond' + :taken * interval '1 microsecond')
            ON CONFLICT (name) DO UPDATE SET taken_until =
                greatest(l.taken_until, clock_timestamp() + :pause * interval '1 microsecond')
                + :taken * interval '1 microsecond'
            RETURNING (extract(epoch FROM l.taken_until - clock_timestamp()) * 1000000)::bigint AS left_over,
                set_config('synchronous_commit', 'off', true)""";

    private final JdbcClient jdbc;
    private final Executor workers;
    private final Duration longestWait;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread own = new Thread(task, "winnow-limits");
        own.setDaemon(true);
        return own;
    });

    /**
     * Works on {@code dataSource}.
     *
     * @param workers where those who wait go on
     */
    public JdbcSharedLimit(DataSource dataSource, Executor workers) {
        this(dataSource, workers, LONGEST_WAIT);
    }

    /** @param longestWait after which a lease fails */
    JdbcSharedLimit(DataSource dataSource, Executor workers, Duration longestWait) {
        this.jdbc = JdbcClient.create(dataSource);
        this.workers = workers;
        this.longestWait = longestWait;
    }

    @Override
    public CompletableFuture<Lease> take(String limit, long units, Duration unit) {
        long taken = micros(unit.multipliedBy(units));
        return resumed(() -> {
            long ahead = moved(limit, 0, taken) - taken;
            return new Lease(Duration.of(Math.max(ahead, 0), ChronoUnit.MICROS), units, unit);
        });
    }

    @Override
    public CompletableFuture<Void> hold(String limit, Duration pause) {
        return resumed(() -> moved(limit, micros(pause), 0)).thenAccept(left -> {});
    }

    private long moved(String limit, long pause, long taken) {
        return Tried.to(
                "Taking from a shared limit",
                () -> jdbc.sql(TAKE)
                        .param("limit", limit)
                        .param("pause", pause)
                        .param("taken", taken)
                        .query((row, n) -> row.getLong("left_over"))
                        .single());
    }

    private <T> CompletableFuture<T> resumed(Supplier<T> statement) {
        CompletableFuture<T> lease = new CompletableFuture<T>().orTimeout(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        try {
            thread.execute(() -> {
                // what has failed by then nobody waits for: it would only keep others waiting
                if (!lease.isDone()) {
                    complete(lease, statement);
                }
            });
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.failedFuture(closed);
        }
        return lease.whenCompleteAsync((done, failed) -> {}, workers);
    }

    private static <T> void complete(CompletableFuture<T> lease, Supplier<T> statement) {
        try {
            lease.complete(statement.get());
        } catch (RuntimeException | Error e) {
            lease.completeExceptionally(e);
        }
    }

    /** Rounded up: two leases never overlap. */
    private static long micros(Duration duration) {
        return duration.plusNanos(ChronoUnit.MICROS.getDuration().toNanos() - 1)
                .dividedBy(ChronoUnit.MICROS.getDuration());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
