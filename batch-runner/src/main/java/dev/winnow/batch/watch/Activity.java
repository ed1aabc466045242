package dev.winnow.batch.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.LimitKind;
import dev.winnow.core.limit.ThrottleState;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Target;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.store.JournalWaits;
import dev.winnow.db.store.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps in {@code winnow.run} what its runner is about, for {@code winnow status}. Thread-safe. */
public final class Activity implements RunListener, AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final Run run;
    private final Clock clock;
    private final LongAdder done = new LongAdder();
    private final AtomicLong waitingUntil = new AtomicLong();
    private final Map<String, EndpointGate.State> endpoints = new ConcurrentSkipListMap<>();
    private final Map<String, ThrottleState> throttles = new ConcurrentSkipListMap<>();
    private volatile JournalWaits journal = JournalWaits.NONE;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "winnow-activity");
        thread.setDaemon(true);
        return thread;
    });

    private Activity(DataSource dataSource, Run run, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.run = run;
        this.clock = clock;
    }

    /** Writes every few seconds until closed. */
    public static Activity start(DataSource dataSource, Run run, Clock clock) {
        Activity started = new Activity(dataSource, run, clock);
        var unused = started.timer.scheduleWithFixedDelay(
                started::write, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return started;
    }

    @Override
    public void reached(OutcomeKind outcome) {
        done.increment();
    }

    @Override
    public void waiting(Duration pause) {
        if (pause.compareTo(SHORTEST_WAIT) > 0) {
            waitingUntil.accumulateAndGet(clock.instant().plus(pause).getEpochSecond(), Math::max);
        }
    }

    @Override
    public void endpoint(Endpoint endpoint, EndpointGate.State state) {
        boolean known = endpoints.put(endpoint.name(), state) != null;
        if (known && !timer.isShutdown()) {
            timer.execute(this::write);
        }
    }

    @Override
    public void throttle(Target target, ThrottleState state) {
        throttles.put(target.name(), state);
    }

    @Override
    public void journal(JournalWaits waits) {
        journal = waits;
    }

    /** What those wait for who may not call yet; nothing where none does. */
    private static Optional<String> wait(ThrottleState state) {
        if (state.parkedUntil().isPresent()) {
            String limit = state.held().map(held -> " (" + held.text() + ")").orElse("");
            return Optional.of("no call until " + state.parkedUntil().get().truncatedTo(ChronoUnit.SECONDS) + limit);
        }
        if (state.waiting() == 0) {
            return Optional.empty();
        }
        String what = state.waitsFor()
                .map(wait -> takes(state, wait.limit()) + " until "
                        + wait.until().truncatedTo(ChronoUnit.SECONDS) + ", the last of them until about "
                        + wait.last().truncatedTo(ChronoUnit.SECONDS))
                .orElseGet(() -> "one of " + state.inFlight() + " calls to end");
        return Optional.of(state.waiting() + " for " + what);
    }

    private static String takes(ThrottleState state, LimitKind kind) {
        return state.limits().stream()
                .filter(limit -> limit.kind() == kind)
                .map(ThrottleState.Limit::text)
                .findFirst()
                .orElse(kind.label());
    }

    private ObjectNode json() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("at", now.toString())
                .put(
                        "in_flight",
                        throttles.values().stream()
                                .mapToInt(ThrottleState::inFlight)
                                .sum())
                .put("done", done.sum());
        Instant until = Instant.ofEpochSecond(waitingUntil.get());
        if (until.isAfter(now)) {
            json.put("waiting_until", until.toString());
        }
        ObjectNode waits = json.putObject("waits");
        throttles.forEach((name, state) -> wait(state).ifPresent(what -> waits.put(name, what)));
        JournalWaits others = journal;
        if (others.room() > 0) {
            waits.put("budget", others.room() + " for calls in flight to end (" + others.budget() + ")");
        }
        if (others.requests() > 0) {
            waits.put("journal", others.requests() + " for the same request of another call to be answered");
        }
        ObjectNode states = json.putObject("endpoints");
        endpoints.forEach((name, state) -> states.put(
                name,
                state.kind()
                        + state.until()
                                .map(end -> " until " + end.truncatedTo(ChronoUnit.SECONDS))
                                .orElse("")));
        return json;
    }

    /** Only while the run is this process's: another that took it over has another epoch. */
    private void write() {
        try {
            jdbc.sql("UPDATE winnow.run SET activity = ?::jsonb WHERE id = ? AND epoch = ?")
                    .params(json().toString(), run.id(), run.epoch())
                    .update();
        } catch (DataAccessException e) {
            // those who write the journal say what is wrong with the database
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            jdbc.sql("UPDATE winnow.run SET activity = NULL WHERE id = ? AND epoch = ?")
                    .params(run.id(), run.epoch())
                    .update();
        } catch (DataAccessException e) {
            // it only says what was a while ago
        }
    }
}
