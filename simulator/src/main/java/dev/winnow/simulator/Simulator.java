package dev.winnow.simulator;

import java.net.URI;
import java.time.Clock;

/**
 * A running server that speaks OpenAI's Chat Completions and answers from {@link Answers}.
 *
 * <p>It serves {@code POST /v1/chat/completions} and {@code GET /v1/models} on 127.0.0.1 only, and its own
 * {@code GET /simulator/bill}. Requests that OpenAI refuses are refused with OpenAI's status and body; a strict schema
 * is checked against OpenAI's rules. Nothing of a request or reply is logged. It keeps the JVM running
 * until it is closed. Thread-safe.
 */
public final class Simulator implements AutoCloseable {
    private final Tally tally;
    private final WebServer server;

    private Simulator(Tally tally, WebServer server) {
        this.tally = tally;
        this.server = server;
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
        Tally tally = new Tally();
        ChatCompletions chat = new ChatCompletions(options, new AnswerIndex(answers), tally, clock);
        return new Simulator(tally, WebServer.start(options, chat, tally));
    }

    /** The port it listens on: the one asked for, or the one the system chose if that was 0. */
    public int port() {
        return server.port();
    }

    /** The base address for a client: {@code http://127.0.0.1:PORT/v1}, without a slash at the end. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    /** What was called and what it would have cost, up to now. */
    public Bill bill() {
        return tally.bill();
    }

    /** Stops listening and drops open connections. A second call does nothing. */
    @Override
    public void close() {
        server.close();
    }
}
