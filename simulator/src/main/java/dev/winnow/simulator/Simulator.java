package dev.winnow.simulator;

import dev.winnow.simulator.http.Traffic;
import dev.winnow.simulator.http.WebServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A running server that speaks OpenAI's Chat Completions and Responses and answers from {@link Answers}.
 *
 * <p>It serves {@code POST /v1/chat/completions}, {@code POST /v1/responses} and {@code GET /v1/models} on 127.0.0.1
 * only. Requests that OpenAI refuses are refused with OpenAI's status and body; a strict schema is checked against
 * OpenAI's rules. Nothing of a request or reply is logged. It keeps the JVM running until it is closed. Thread-safe.
 *
 * <p>Who measures from another process asks {@code GET /simulator/bill} ({@link #bill}), {@code GET /simulator/limits}
 * ({@link #quotaUse}) and {@code GET /simulator/process} (CPU time, heap, threads, open connections, calls in flight now
 * and at most), and starts anew with {@code POST /simulator/reset} ({@link #reset}).
 */
public final class Simulator implements AutoCloseable {
    private final State state = new State();
    private final SimulatorOptions options;
    private final Answers answers;
    private final Clock clock;
    private final KeyRing keys;
    private final WebServer server;
    private volatile Round round;

    private Simulator(SimulatorOptions options, Answers answers, Clock clock) {
        this.options = options;
        this.answers = answers;
        this.clock = clock;
        keys = new KeyRing(options.apiKeys());
        round = Round.of(options, answers, clock);
        Traffic traffic = new Traffic();
        Routes routes = new Routes(options.dialect(), () -> round, new Control(this, traffic), keys, state);
        server = listen(options.port(), routes, traffic);
    }

    private static WebServer listen(int port, Routes routes, Traffic traffic) {
        try {
            return WebServer.start(port, routes, traffic);
        } catch (IOException e) {
            throw new SimulatorException(e);
        }
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @throws SimulatorException if the port cannot be bound
     */
    public static Simulator start(SimulatorOptions options, Answers answers) {
        return start(options, answers, Clock.systemUTC());
    }

    /**
     * Starts a server whose rate limits and time stamps follow {@code clock}; latency stays real time.
     *
     * @throws SimulatorException if the port cannot be bound
     */
    public static Simulator start(SimulatorOptions options, Answers answers, Clock clock) {
        return new Simulator(options, answers, clock);
    }

    /** The port it listens on: the one asked for, or the one the system chose if that was 0. */
    public int port() {
        return server.port();
    }

    /**
     * The base address for a client: {@code http://127.0.0.1:PORT/v1}, or with {@code /openai/v1} as Azure; without a
     * slash at the end.
     */
    public URI baseUrl() {
        return URI.create(resourceUrl() + options.dialect().base());
    }

    /** The address of an Azure resource: {@code http://127.0.0.1:PORT}. */
    public URI resourceUrl() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** How many connections are open. */
    public int connections() {
        return server.connections();
    }

    /** What was called and what it would have cost, up to now. */
    public Bill bill() {
        return round.tally().bill();
    }

    /**
     * What the limits admitted up to now, by model and key in this order; nothing of those not yet called. Also at
     * {@code GET /simulator/limits}.
     */
    public List<QuotaUse> quotaUse() {
        return round.completions().quotaUse();
    }

    /** What was asked and answered about the document with this text; zeros if there is no answer for it. */
    public Bill.Document bill(String text) {
        return round.index().of(text).map(AnswerIndex.Cue::bill).orElse(new Bill.Document(0, 0, 0));
    }

    /** The documents that were answered more than once, by their text. */
    public SortedMap<String, Bill.Document> answeredTwice() {
        SortedMap<String, Bill.Document> twice = new TreeMap<>();
        for (AnswerIndex.Cue cue : round.index().all()) {
            if (cue.answered().sum() > 1) {
                twice.put(cue.answer().text(), cue.bill());
            }
        }
        return twice;
    }

    /**
     * Forgets all that was counted and ends an outage; limits, documents and faults begin anew. Calls on the way are
     * still answered, but counted nowhere. Also at {@code POST /simulator/reset} with the settings as a form.
     *
     * @param settings as in {@link Settings}, to go before the options it was started with, until the next reset
     * @throws IllegalArgumentException if a setting is wrong; then nothing is reset
     */
    public void reset(Map<String, String> settings) {
        round = Round.of(Settings.apply(options, settings), answers, clock);
        state.end();
    }

    /** From now on all calls fail in this way, until {@link #recover}; another outage takes the place of the last. */
    public void outage(Outage outage) {
        state.begin(outage);
        if (outage == Outage.UNREACHABLE) {
            server.dropConnections();
        }
    }

    /** Ends an outage. */
    public void recover() {
        state.end();
    }

    /** Refuses this key with 401 from now on. */
    public void revokeKey(String key) {
        keys.revoke(key);
    }

    /** Accepts this key from now on. */
    public void admitKey(String key) {
        keys.admit(key);
    }

    /** Stops listening and drops open connections. A second call does nothing. */
    @Override
    public void close() {
        server.close();
    }
}
