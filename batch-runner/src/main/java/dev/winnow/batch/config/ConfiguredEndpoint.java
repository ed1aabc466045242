package dev.winnow.batch.config;

import dev.winnow.core.model.Api;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.Parameters;
import dev.winnow.core.model.Target;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.tool.ApiShape;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An endpoint with how it is to be asked.
 *
 * @param settings its own, without the keys
 * @param sources where its keys are found; empty where it needs none
 */
record ConfiguredEndpoint(Endpoint endpoint, EndpointProperties settings, List<KeySource> sources) {

    /** A target here, as its own settings say, else those of the run. */
    Target target(ModelProfile model, ModelProperties run, Optional<Integer> maxInputTokens) {
        int most = model.maxOutputTokens().orElse(Integer.MAX_VALUE);
        Parameters parameters = Parameters.of(model, Math.min(most, run.maxOutputTokens()), effort(model, run));
        Dialect dialect =
                settings.dialect().or(run::dialect).orElseGet(() -> Dialect.of(model.name(), endpoint.baseUrl()));
        return new Target(
                endpoint,
                api(settings.api().orElse(run.api())),
                settings.style().orElse(run.style()),
                model,
                parameters,
                dialect,
                Stream.concat(maxInputTokens.stream(), run.maxInputTokens().stream())
                        .min(Comparator.naturalOrder()));
    }

    private static Optional<String> effort(ModelProfile model, ModelProperties run) {
        // a model nothing is known about may take whatever the user says it takes
        return run.reasoningEffort()
                .filter(effort -> !model.known() || model.reasoningEfforts().contains(effort));
    }

    private static Api api(ApiShape shape) {
        return Stream.of(Api.values())
                .filter(api -> api.shape() == shape)
                .findFirst()
                .orElseThrow();
    }
}
