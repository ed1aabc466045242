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

    /** Of a server that needs no key. */
    static Access free() {
        return new Access(noKey(), List.of(), Optional.empty(), Optional.empty());
    }

    /** What to do where the server takes none of the keys. */
    public Optional<String> advice(String endpoint) {
        if (keys.current().isPresent()) {
            return Optional.empty();
        }
        return sources.isEmpty()
                ? Optional.of("The endpoint " + endpoint + " asks for a key and has none. Say in winnow.endpoints."
                        + endpoint + ".keys where it is found; the same command continues.")
                : Optional.of("No key of the endpoint " + endpoint + " is taken. Put another into "
                        + String.join(" or ", sources) + "; the same command continues.");
    }

    /** Of one endpoint: what one server refuses another may take. */
    private static ApiKeys noKey() {
        return ApiKeys.fixed("none");
    }

    /** As an endpoint is set up. */
    static Access of(ConfiguredEndpoint endpoint) {
        return new Access(
                endpoint.sources().isEmpty() ? noKey() : new KeyRing(endpoint.sources()),
                endpoint.sources().stream().map(KeySource::toString).toList(),
                endpoint.settings().apiVersion(),
                endpoint.settings().tokensPerMinute());
    }
}
