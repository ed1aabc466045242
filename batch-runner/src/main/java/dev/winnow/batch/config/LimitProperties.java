package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an endpoint takes of one model with one key, prefix {@code winnow.endpoints.NAME.limits[MODEL]}, each from 1; default as
 * the endpoint's settings of the same names say, else as the server tells.
 */
public record LimitProperties(
        Optional<Long> requestsPerMinute,
        Optional<Long> tokensPerMinute,
        Optional<Long> requestsPerDay,
        Optional<Long> tokensPerDay) {

    /** Nothing is set. */
    static final LimitProperties NONE =
            new LimitProperties(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Spring Boot leaves out what is not set. */
    public LimitProperties {
        requestsPerMinute = Objects.requireNonNullElse(requestsPerMinute, Optional.empty());
        tokensPerMinute = Objects.requireNonNullElse(tokensPerMinute, Optional.empty());
        requestsPerDay = Objects.requireNonNullElse(requestsPerDay, Optional.empty());
        tokensPerDay = Objects.requireNonNullElse(tokensPerDay, Optional.empty());
    }

    /** These, and {@code others} where nothing is set. */
    LimitProperties or(LimitProperties others) {
        return new LimitProperties(
                requestsPerMinute.or(others::requestsPerMinute),
                tokensPerMinute.or(others::tokensPerMinute),
                requestsPerDay.or(others::requestsPerDay),
                tokensPerDay.or(others::tokensPerDay));
    }

    List<Problem> problems(String prefix) {
        return new SettingCheck()
                .atLeast(prefix + ".requests-per-minute", requestsPerMinute, 1)
                .atLeast(prefix + ".tokens-per-minute", tokensPerMinute, 1)
                .atLeast(prefix + ".requests-per-day", requestsPerDay, 1)
                .atLeast(prefix + ".tokens-per-day", tokensPerDay, 1)
                .problems();
    }
}
