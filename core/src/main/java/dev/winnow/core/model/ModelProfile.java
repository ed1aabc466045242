package dev.winnow.core.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a model, in groups with a source each; a group that is empty is unknown.
 *
 * @param name as it is asked for
 * @param prices empty where unknown: then a cost is unknown too, never 0
 * @param snapshots its dated names that have other prices
 */
public record ModelProfile(
        String name,
        Optional<Request> request,
        Optional<Limits> limits,
        Optional<Tokens> tokens,
        Optional<Prices> prices,
        Optional<Retirement> retirement,
        List<Snapshot> snapshots) {

    /** How far the tokens of a model nothing is known about may exceed the estimate, in percent. A guess of Winnow's own. */
    static final int UNKNOWN_MARGIN = 20;

    /** Whether a temperature may be sent. */
    public enum Temperature {
        /** It is sent, as 0. */
        SENT,
        /** The model takes it with the reasoning effort {@code none} only. */
        ONLY_WITHOUT_REASONING,
        /** The model refuses it, or nothing is known. */
        OMITTED
    }

    /** The parameter of Chat Completions for the output limit. */
    public enum OutputLimit {
        /** {@code max_completion_tokens}: all of OpenAI's models. */
        MAX_COMPLETION_TOKENS,
        /** {@code max_tokens}: compatible servers that do not know the newer one. */
        MAX_TOKENS
    }

    /** How a model's tokens are counted. */
    public enum Encoding {
        /** OpenAI's since gpt-4o. */
        O200K_BASE
    }

    /**
     * What a request may hold.
     *
     * @param outputLimit the parameter that carries the output limit in Chat Completions
     * @param temperature whether the model takes one
     * @param reasoningEfforts those that may be sent; empty for none
     */
    public record Request(
            OutputLimit outputLimit, Temperature temperature, List<String> reasoningEfforts, Origin origin) {
        /** Copies the list. */
        public Request {
            reasoningEfforts = List.copyOf(reasoningEfforts);
        }
    }

    /**
     * How much it takes and gives, in tokens.
     *
     * @param contextWindow input and output together
     * @param maxOutputTokens the largest output limit it takes, reasoning included
     */
    public record Limits(Optional<Integer> contextWindow, Optional<Integer> maxOutputTokens, Origin origin) {}

    /**
     * How its tokens are estimated.
     *
     * @param encoding empty where unknown: o200k is assumed
     * @param marginPercent how far a call may exceed the estimate; reservations include it
     */
    public record Tokens(Optional<Encoding> encoding, int marginPercent, Origin origin) {}

    /**
     * Its end.
     *
     * @param on the day the provider shuts it down
     */
    public record Retirement(LocalDate on, Origin origin) {}

    /**
     * A dated name that costs otherwise.
     *
     * @param prices empty where unknown
     */
    public record Snapshot(String name, Optional<Prices> prices) {}

    /** Copies the list. */
    public ModelProfile {
        snapshots = List.copyOf(snapshots);
    }

    /** The profile of a model nothing is known about: the parameters that every server takes, no cost. */
    public static ModelProfile unknown(String name) {
        return new ModelProfile(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The same under another name: a snapshot is asked for by its own. */
    public ModelProfile named(String other) {
        return new ModelProfile(other, request, limits, tokens, prices, retirement, snapshots);
    }

    /** The same with other request facts. */
    public ModelProfile with(Request other) {
        return new ModelProfile(name, Optional.of(other), limits, tokens, prices, retirement, snapshots);
    }

    /** The same with other limits. */
    public ModelProfile with(Limits other) {
        return new ModelProfile(name, request, Optional.of(other), tokens, prices, retirement, snapshots);
    }

    /** The same with other prices. */
    public ModelProfile with(Prices other) {
        return new ModelProfile(name, request, limits, tokens, Optional.of(other), retirement, snapshots);
    }

    ModelProfile with(List<Snapshot> others) {
        return new ModelProfile(name, request, limits, tokens, prices, retirement, others);
    }

    /** Whether anything is known about it. */
    public boolean known() {
        return request.isPresent()
                || limits.isPresent()
                || tokens.isPresent()
                || prices.isPresent()
                || retirement.isPresent();
    }

    /** Input and output tokens together. */
    public Optional<Integer> contextWindow() {
        return limits.flatMap(Limits::contextWindow);
    }

    /** The largest output limit it takes, reasoning included. */
    public Optional<Integer> maxOutputTokens() {
        return limits.flatMap(Limits::maxOutputTokens);
    }

    /** The parameter that carries the output limit in Chat Completions. */
    public OutputLimit outputLimit() {
        return request.map(Request::outputLimit).orElse(OutputLimit.MAX_COMPLETION_TOKENS);
    }

    /** Whether the model takes a temperature. */
    public Temperature temperature() {
        return request.map(Request::temperature).orElse(Temperature.OMITTED);
    }

    /** Reasoning efforts that may be sent; empty where none may, or nothing is known. */
    public List<String> reasoningEfforts() {
        return request.map(Request::reasoningEfforts).orElse(List.of());
    }

    /** How far a call's input may exceed the estimate, in percent. */
    public int marginPercent() {
        return tokens.map(Tokens::marginPercent).orElse(UNKNOWN_MARGIN);
    }

    /** The day the provider shuts it down, where that is known. */
    public Optional<LocalDate> retires() {
        return retirement.map(Retirement::on);
    }

    /**
     * What a user should know before it is asked: that it or its prices are unknown, that it ends within 60 days or has ended. Whole
     * sentences; empty for nothing.
     */
    public List<String> warnings(LocalDate today) {
        return ModelWarnings.of(this, today);
    }

    /** Cost in USD by its own prices, scale 9; empty where they are unknown. */
    public Optional<BigDecimal> cost(Usage usage) {
        return prices.flatMap(known -> known.cost(usage));
    }

    /**
     * Cost of a reply in USD, scale 9; empty where the prices or the usage are unknown. A reply by a dated name of this model that
     * has prices of its own costs those, any other reply what this model costs.
     */
    public Optional<BigDecimal> cost(ModelReply reply) {
        Optional<Prices> charged = snapshots.stream()
                .filter(snapshot -> snapshot.name().equals(reply.model()))
                .findFirst()
                .map(Snapshot::prices)
                .orElse(prices);
        return charged.flatMap(known -> reply.usage().flatMap(known::cost));
    }

    /**
     * The most a call may use, with the margin on its input.
     *
     * @param inputTokens as estimated
     * @param outputTokens its output limit
     */
    public Reservation reservation(long inputTokens, long outputTokens) {
        long input = inputTokens + (inputTokens * marginPercent() + 99) / 100;
        return new Reservation(input + outputTokens, prices.map(known -> known.most(input, outputTokens)));
    }
}
