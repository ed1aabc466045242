package dev.winnow.batch.config;

import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.type.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
 * @param requestsPerMinute the most requests for one model in a minute, from 1; default as the server tells
 * @param tokensPerMinute likewise, tokens
 * @param requestsPerDay the most requests for one model in a day, from 1; default as the server tells
 * @param tokensPerDay likewise, tokens
 * @param limits by model, where they are others
 */
public record EndpointProperties(
        Optional<URI> baseUrl,
        Optional<Endpoint.Kind> kind,
        Optional<ApiShape> api,
        Optional<OutputStyle> style,
        Optional<Dialect> dialect,
        List<String> keys,
        Optional<String> apiVersion,
        Optional<Long> requestsPerMinute,
        Optional<Long> tokensPerMinute,
        Optional<Long> requestsPerDay,
        Optional<Long> tokensPerDay,
        Map<String, LimitProperties> limits) {

    /** Nothing is set. */
    static final EndpointProperties NONE = new EndpointProperties(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

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
        requestsPerMinute = Objects.requireNonNullElse(requestsPerMinute, Optional.empty());
        tokensPerMinute = Objects.requireNonNullElse(tokensPerMinute, Optional.empty());
        requestsPerDay = Objects.requireNonNullElse(requestsPerDay, Optional.empty());
        tokensPerDay = Objects.requireNonNullElse(tokensPerDay, Optional.empty());
        limits = Map.copyOf(Objects.requireNonNullElse(limits, Map.of()));
    }

    private LimitProperties ofAllModels() {
        return new LimitProperties(requestsPerMinute, tokensPerMinute, requestsPerDay, tokensPerDay);
    }

    /**
     * What it takes of {@code model}. Where no limits are set under the very name, those are taken whose name has the same
     * letters and digits: a variable of the environment has nothing else.
     */
    LimitProperties limitsOf(String model) {
        return Optional.ofNullable(limits.get(model))
                .or(() -> limits.entrySet().stream()
                        .filter(named -> plain(named.getKey()).equals(plain(model)))
                        .min(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue))
                .orElse(LimitProperties.NONE)
                .or(ofAllModels());
    }

    /** The names of models with limits of their own that are none of {@code models}. */
    List<String> limitsOfOthers(Collection<String> models) {
        Set<String> known = models.stream().map(EndpointProperties::plain).collect(Collectors.toSet());
        return limits.keySet().stream()
                .filter(name -> !known.contains(plain(name)))
                .sorted()
                .toList();
    }

    private static String plain(String model) {
        return model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    List<Problem> problems(String prefix) {
        List<Problem> problems = new ArrayList<>(ofAllModels().problems(prefix));
        limits.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(named ->
                        problems.addAll(named.getValue().problems(prefix + ".limits[" + named.getKey() + "]")));
        return problems;
    }

    /** Not the keys: who writes one into them by mistake must not find it in a log. */
    @Override
    public String toString() {
        return "EndpointProperties";
    }
}
