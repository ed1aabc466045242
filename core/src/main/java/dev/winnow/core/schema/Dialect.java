package dev.winnow.core.schema;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What an endpoint takes of JSON Schema in strict mode. What it does not take leaves the schema and becomes a sentence in the
 * description; validation enforces it as before.
 */
public enum Dialect {
    /** OpenAI's own; see {@link StrictLimits} for source and date. */
    OPENAI(Constraints.AS_KEYWORDS, References.TAKEN, StrictLimits.OPENAI),

    /**
     * Fine-tuned models of OpenAI, {@code ft:...}: no keywords for constraints. Source: OpenAI's structured-outputs guide, text of
     * August 2026.
     */
    FINE_TUNED(Constraints.AS_WORDS, References.TAKEN, StrictLimits.OPENAI),

    /**
     * Azure by its documentation: no keywords for constraints, and lower limits. Source: Microsoft's page on structured outputs of
     * 2026-05-13; in October 2026 a third party measured more, which is not relied on.
     */
    AZURE(Constraints.AS_WORDS, References.TAKEN, StrictLimits.AZURE),

    /**
     * The common ground of other servers: no {@code $defs}, no recursion and no keywords for constraints. Sources: documentation
     * and issues of llama.cpp, Anthropic, DeepSeek and Gemini, read November 2026.
     */
    PLAIN(Constraints.AS_WORDS, References.NONE, StrictLimits.OPENAI);

    /** How constraints, formats and patterns are told. */
    enum Constraints {
        AS_KEYWORDS,
        AS_WORDS
    }

    /** Whether a schema may refer to a part of itself. */
    enum References {
        TAKEN,
        NONE
    }

    /** Where Azure serves models. Source: Microsoft's lists of endpoints, read November 2026. */
    private static final List<String> AZURE_HOSTS =
            List.of(".openai.azure.com", ".openai.azure.us", ".cognitiveservices.azure.com", ".services.ai.azure.com");

    private static final String FINE_TUNED_NAME = "ft:";

    private final Constraints constraints;
    private final References references;
    private final StrictLimits limits;

    Dialect(Constraints constraints, References references, StrictLimits limits) {
        this.constraints = constraints;
        this.references = references;
        this.limits = limits;
    }

    /** The dialect that name and host tell; {@link #OPENAI} where they tell nothing. */
    public static Dialect of(String model, URI baseUrl) {
        String host = String.valueOf(baseUrl.getHost()).toLowerCase(Locale.ROOT);
        if (AZURE_HOSTS.stream().anyMatch(host::endsWith)) {
            return AZURE;
        }
        return model.startsWith(FINE_TUNED_NAME) ? FINE_TUNED : OPENAI;
    }

    boolean takesKeywords() {
        return constraints == Constraints.AS_KEYWORDS;
    }

    boolean takesReferences() {
        return references == References.TAKEN;
    }

    StrictLimits limits() {
        return limits;
    }

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
