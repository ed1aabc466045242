package dev.winnow.batch.config;

import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.type.Problem;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A server that answers model calls, prefix {@code winnow.endpoints.NAME}.
 *
 * @param baseUrl with the version in the path; only {@code openai} has a default
 * @param kind default as the host tells
 * @param api default {@code winnow.api}
 * @param style default {@code winnow.style}
 * @param dialect what it takes of JSON Schema; default {@code winnow.dialect}, else as model and base URL tell
 * @param keys where its keys are found: {@code env:NAME} or {@code file:PATH}, tried in order; never a key itself
 * @param apiVersion of Azure's paths that name the deployment
 * @param tokensPerMinute the most tokens in a minute, from 1; default as the server tells
 */
public record EndpointProperties(
        Optional<URI> baseUrl,
        Optional<Endpoint.Kind> kind,
        Optional<ApiShape> api,
        Optional<OutputStyle> style,
        Optional<Dialect> dialect,
        List<String> keys,
        Optional<String> apiVersion,
        Optional<Long> tokensPerMinute) {

    /** Nothing is set. */
    static final EndpointProperties NONE = new EndpointProperties(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    /** Spring Boot leaves out what is not set. */
    public EndpointProperties {
        Optional<URI> given = Objects.requireNonNullElse(baseUrl, Optional.empty());
        baseUrl = given.filter(url -> !url.toString().isEmpty());
        kind = Objects.requireNonNullElse(kind, Optional.empty());
        api = Objects.requireNonNullElse(api, Optional.empty());
        style = Objects.requireNonNullElse(style, Optional.empty());
        dialect = Objects.requireNonNullElse(dialect, Optional.empty());
        keys = List.copyOf(Objects.requireNonNullElse(keys, List.of()));
        apiVersion = Objects.requireNonNullElse(apiVersion, Optional.empty());
        tokensPerMinute = Objects.requireNonNullElse(tokensPerMinute, Optional.empty());
    }

    List<Problem> problems(String prefix) {
        return new SettingCheck()
                .atLeast(prefix + ".tokens-per-minute", tokensPerMinute, 1)
                .problems();
    }

    /** Not the keys: who writes one into them by mistake must not find it in a log. */
    @Override
    public String toString() {
        return "EndpointProperties";
    }
}
