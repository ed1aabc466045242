package dev.winnow.batch.config;

import dev.winnow.core.model.ApiKeys;
import java.util.List;
import java.util.Optional;

/**
 * What else is needed to ask an endpoint.
 *
 * @param sources where its keys are found, by name, never a key
 * @param apiVersion of Azure's older paths
 * @param tokensPerMinute its limit, where the settings say it
 */
public record Access(ApiKeys keys, List<String> sources, Optional<String> apiVersion, Optional<Long> tokensPerMinute) {

    private static final ApiKeys NO_KEY = ApiKeys.fixed("none");

    /** Of a server that needs no key. */
    static Access free() {
        return new Access(NO_KEY, List.of(), Optional.empty(), Optional.empty());
    }

    /** What to do where the server takes none of the keys. */
    public Optional<String> advice(String endpoint) {
        return keys.current().isPresent()
                ? Optional.empty()
                : Optional.of("No key of the endpoint " + endpoint + " is taken. Put another into "
                        + String.join(" or ", sources) + "; the same command continues.");
    }

    /** As an endpoint is set up. */
    static Access of(ConfiguredEndpoint endpoint) {
        return new Access(
                endpoint.sources().isEmpty() ? NO_KEY : new KeyRing(endpoint.sources()),
                endpoint.sources().stream().map(KeySource::toString).toList(),
                endpoint.settings().apiVersion(),
                endpoint.settings().tokensPerMinute());
    }
}
