package dev.winnow.simulator;

/**
 * What a model refuses in a request.
 *
 * @param kind which parameters it takes
 * @param schemas whether it takes an output format of type {@code json_schema}
 * @param contextWindow the most prompt tokens
 * @param outputLimit the largest output limit that may be asked for
 */
public record ModelRules(Kind kind, boolean schemas, int contextWindow, int outputLimit) {

    /** Which parameters a model takes. */
    public enum Kind {
        /** All. */
        ANY,
        /** Not {@code max_tokens}, nor a {@code temperature} or {@code top_p} other than 1. */
        REASONING,
        /** No reasoning effort. */
        PLAIN
    }

    /** @throws IllegalArgumentException if a limit is not positive */
    public ModelRules {
        if (contextWindow < 1 || outputLimit < 1) {
            throw new IllegalArgumentException("model rules: context window " + contextWindow + " and output limit "
                    + outputLimit + ", must be positive");
        }
    }

    /** Takes everything; the default of each model. */
    public static ModelRules none() {
        return new ModelRules(Kind.ANY, true, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    public static ModelRules reasoning() {
        return none().withKind(Kind.REASONING);
    }

    public static ModelRules plain() {
        return none().withKind(Kind.PLAIN);
    }

    public ModelRules withKind(Kind newKind) {
        return new ModelRules(newKind, schemas, contextWindow, outputLimit);
    }

    /** As models older than structured outputs. */
    public ModelRules withoutSchemas() {
        return new ModelRules(kind, false, contextWindow, outputLimit);
    }

    public ModelRules withContextWindow(int promptTokens) {
        return new ModelRules(kind, schemas, promptTokens, outputLimit);
    }

    public ModelRules withOutputLimit(int tokens) {
        return new ModelRules(kind, schemas, contextWindow, tokens);
    }
}
