package dev.winnow.batch.config;

import dev.winnow.core.model.ApiKeys;
import java.util.Optional;

/**
 * What else is needed to ask an endpoint.
 *
 * @param apiVersion of Azure's older paths
 * @param tokensPerMinute its limit, where the settings say it
 */
public record Access(ApiKeys keys, Optional<String> apiVersion, Optional<Long> tokensPerMinute) {

    private static final ApiKeys NO_KEY = ApiKeys.fixed("none");

    /** Of a server that needs no key. */
    static Access free() {
        return new Access(NO_KEY, Optional.empty(), Optional.empty());
    }

    /** As an endpoint is set up. */
    static Access of(ConfiguredEndpoint endpoint) {
        return new Access(
                endpoint.sources().isEmpty() ? NO_KEY : new KeyRing(endpoint.sources()),
                endpoint.settings().apiVersion(),
                endpoint.settings().tokensPerMinute());
    }
}
