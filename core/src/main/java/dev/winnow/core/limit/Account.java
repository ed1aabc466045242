package dev.winnow.core.limit;

import dev.winnow.core.model.Target;
import java.util.Optional;

/**
 * What a server counts a target's calls under, and what the configuration says it takes. A limit that is empty is learned from
 * the headers of replies, if they tell it; where both are known the smaller one holds.
 *
 * @param name the same in all processes that share the limits: the endpoint's identity, the model and a hash of the key
 * @param requestsPerMinute from 1
 * @param tokensPerMinute from 1
 * @param requestsPerDay from 1
 * @param tokensPerDay from 1
 */
public record Account(
        String name,
        Optional<Long> requestsPerMinute,
        Optional<Long> tokensPerMinute,
        Optional<Long> requestsPerDay,
        Optional<Long> tokensPerDay) {

    /** With nothing configured, and one key for as long as the run lasts. */
    public static Account of(Target target) {
        return new Account(
                target.endpoint().identity() + " " + target.model().name(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What is configured for {@code kind}. */
    Optional<Long> limit(LimitKind kind) {
        return switch (kind) {
            case REQUESTS_PER_MINUTE -> requestsPerMinute;
            case TOKENS_PER_MINUTE -> tokensPerMinute;
            case REQUESTS_PER_DAY -> requestsPerDay;
            case TOKENS_PER_DAY -> tokensPerDay;
        };
    }
}
