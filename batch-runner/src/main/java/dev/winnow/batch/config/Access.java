package dev.winnow.batch.config;

import dev.winnow.core.json.CanonicalJson;
import dev.winnow.core.limit.Account;
import dev.winnow.core.model.ApiKeys;
import dev.winnow.core.model.Target;
import java.util.List;
import java.util.Optional;

/**
 * What else is needed to ask an endpoint.
 *
 * @param sources where its keys are found, by name, never a key
 * @param settings its own
 */
public record Access(ApiKeys keys, List<String> sources, EndpointProperties settings) {

    /** So much of a key's hash names it among those of one endpoint. */
    private static final int HASH_CHARACTERS = 16;

    /** Of a server that needs no key. */
    static Access free() {
        return new Access(noKey(), List.of(), EndpointProperties.NONE);
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

    /**
     * What the server counts the calls of {@code target} under, with the key that is used now, and what is configured. It names
     * the key by a hash, so that processes with one key share its limits and others do not.
     */
    Account account(Target target) {
        String model = target.model().name();
        String key = keys.current()
                .map(current -> CanonicalJson.sha256(current.value()).substring(0, HASH_CHARACTERS))
                .orElse("no key");
        LimitProperties limits = settings.limitsOf(model);
        return new Account(
                target.endpoint().identity() + " " + model + " " + key,
                limits.requestsPerMinute(),
                limits.tokensPerMinute(),
                limits.requestsPerDay(),
                limits.tokensPerDay());
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
                endpoint.settings());
    }
}
