package dev.winnow.core.schema;

import java.util.Set;

/**
 * The limits of OpenAI's strict mode. Source: OpenAI's structured-outputs guide, texts of 2025 to August 2026, read November
 * 2026.
 */
final class StrictLimits {

    static final int PROPERTIES = 5_000;
    static final int NESTING_LEVELS = 10;
    static final int NAME_AND_VALUE_CHARACTERS = 120_000;
    static final int ENUM_VALUES = 1_000;
    static final int LARGE_ENUM_VALUES = 250;
    static final int LARGE_ENUM_CHARACTERS = 15_000;

    static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

    private StrictLimits() {}
}
