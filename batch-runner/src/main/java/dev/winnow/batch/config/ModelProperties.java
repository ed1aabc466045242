package dev.winnow.batch.config;

import dev.winnow.core.document.Overlong;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.type.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings that say which models are asked and how, prefix {@code winnow}.
 *
 * @param model the one to ask at the endpoint {@code openai} where no route is set
 * @param route of every type, as {@code ENDPOINT/MODEL, ENDPOINT/MODEL<=TOKENS}; wins over the others
 * @param routes likewise, by record type, and {@code default} for those without one
 * @param endpoints by name; {@code openai} is there without being named
 * @param baseUrl of the endpoint {@code openai}, with the version in the path; default OpenAI's own
 * @param apiKey of the endpoint {@code openai} where it names no {@code keys}; not shown by {@code toString}
 * @param api the interface of endpoints that do not name one
 * @param style how one record type is asked for at endpoints that do not say; several at once are always tools
 * @param dialect what endpoints that do not say take of JSON Schema; default as model and base URL tell
 * @param reasoningEffort sent to models that take it; default the model's own
 * @param maxOutputTokens output limit of a call, reasoning included, from {@value #LEAST_OUTPUT_TOKENS}; asked again once with
 *     four times as much
 * @param maxInputTokens the most input tokens of a request, from 1; default what the model's window leaves
 * @param tooLong what becomes of a document that is longer
 * @param allowHttp whether documents and keys may go unencrypted to another machine
 * @param models a file of model profiles that are added to, or stand for, those that come with Winnow
 */
@ConfigurationProperties("winnow")
public record ModelProperties(
        Optional<String> model,
        Optional<String> route,
        Map<String, String> routes,
        Map<String, EndpointProperties> endpoints,
        Optional<URI> baseUrl,
        Optional<String> apiKey,
        @DefaultValue("chat") ApiShape api,
        @DefaultValue("schema") OutputStyle style,
        Optional<Dialect> dialect,
        Optional<String> reasoningEffort,
        @DefaultValue("8192") int maxOutputTokens,
        Optional<Integer> maxInputTokens,
        @DefaultValue("refuse") Overlong tooLong,
        @DefaultValue("false") boolean allowHttp,
        Optional<String> models) {

    /** No record fits into less. */
    static final int LEAST_OUTPUT_TOKENS = 16;

    /** Spring Boot leaves out what is not set, and a variable that is not set comes as an empty text. */
    public ModelProperties {
        model = text(model);
        route = text(route);
        routes = Map.copyOf(Objects.requireNonNullElse(routes, Map.of()));
        endpoints = Map.copyOf(Objects.requireNonNullElse(endpoints, Map.of()));
        Optional<URI> given = Objects.requireNonNullElse(baseUrl, Optional.empty());
        baseUrl = given.filter(url -> !url.toString().isEmpty());
        apiKey = text(apiKey);
        dialect = Objects.requireNonNullElse(dialect, Optional.empty());
        reasoningEffort = text(reasoningEffort);
        maxInputTokens = Objects.requireNonNullElse(maxInputTokens, Optional.empty());
        models = text(models);
    }

    private static Optional<String> text(Optional<String> given) {
        return Objects.requireNonNullElse(given, Optional.<String>empty())
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** Every setting that is out of its bounds. */
    public List<Problem> problems() {
        SettingCheck check = new SettingCheck()
                .atLeast("--max-output-tokens (winnow.max-output-tokens)", maxOutputTokens, LEAST_OUTPUT_TOKENS)
                .atLeast("winnow.max-input-tokens", maxInputTokens, 1);
        List<Problem> problems = new ArrayList<>(check.problems());
        endpoints.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> problems.addAll(entry.getValue().problems("winnow.endpoints." + entry.getKey())));
        return problems;
    }

    @Override
    public String toString() {
        return "ModelProperties[" + model + ", " + route + ", " + routes + "]";
    }
}
