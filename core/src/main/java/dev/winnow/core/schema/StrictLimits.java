package dev.winnow.core.schema;

import java.util.Set;

/**
 * The limits of strict mode.
 *
 * @param properties of all objects together
 * @param levels of nesting; the root is 0, each edge to a schema below adds one
 * @param characters in the names of properties and definitions, and in enum values, all together
 * @param enumValues of all enums together
 * @param largeEnumValues an enum with more values than this is large
 * @param largeEnumCharacters in the values of one large enum
 */
record StrictLimits(
        int properties, int levels, int characters, int enumValues, int largeEnumValues, int largeEnumCharacters) {

    /** Source: OpenAI's structured-outputs guide, texts of 2025 to August 2026, read November 2026. */
    static final StrictLimits OPENAI = new StrictLimits(5_000, 10, 120_000, 1_000, 250, 15_000);

    /** Source: Microsoft's page on structured outputs of 2026-05-13, which gives the first two; the others are OpenAI's. */
    static final StrictLimits AZURE = new StrictLimits(100, 5, 120_000, 1_000, 250, 15_000);

    /** Source: as {@link #OPENAI}. */
    static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");
}
