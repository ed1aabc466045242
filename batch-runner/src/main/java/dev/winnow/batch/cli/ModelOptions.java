package dev.winnow.batch.cli;

import dev.winnow.batch.config.StartCheck;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.type.ProblemCode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which models are asked, how, and for how much. A key is never one: others can read a command line. */
final class ModelOptions {

    @Option(names = "--model", paramLabel = "M", description = "The model to ask; also WINNOW_MODEL.")
    private @Nullable String model;

    @Option(
            names = "--route",
            paramLabel = "ROUTE",
            description =
                    "Where documents go: ENDPOINT/MODEL, several with commas; with <=N for those of at most N input"
                            + " tokens. Endpoints are set by winnow.endpoints.NAME.")
    private @Nullable String route;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "An OpenAI-compatible server, as https://host/v1; also OPENAI_BASE_URL.")
    private @Nullable String baseUrl;

    @Option(
            names = "--allow-http",
            description = "Ask other machines without encryption too: documents and keys can be read on the way.")
    private boolean allowHttp;

    @Option(names = "--api", description = "${COMPLETION-CANDIDATES} (default chat).")
    private @Nullable ApiShape api;

    @Option(
            names = "--style",
            description =
                    "How one type is asked for: ${COMPLETION-CANDIDATES} (default schema). Several are always tools.")
    private @Nullable OutputStyle style;

    @Option(
            names = "--reasoning-effort",
            paramLabel = "E",
            description = "Sent to models that take it; default the model's own.")
    private @Nullable String reasoningEffort;

    @Option(
            names = "--max-output-tokens",
            paramLabel = "N",
            description = "Output limit of a call, reasoning included (default 8192).")
    private @Nullable Integer maxOutputTokens;

    @Option(
            names = "--max-in-flight",
            paramLabel = "N",
            description = "The most calls at a time to one model (default 64).")
    private @Nullable Integer maxInFlight;

    @Option(
            names = "--budget-usd",
            paramLabel = "X",
            description = "Stop before this run, with what it has cost so far, costs more.")
    private @Nullable BigDecimal budgetUsd;

    @Option(names = "--budget-tokens", paramLabel = "N", description = "Likewise, in input and output tokens.")
    private @Nullable Long budgetTokens;

    /** What was given, as settings. */
    Map<String, Object> settings() {
        Map<String, Object> given = new HashMap<>();
        put(given, "winnow.model", model);
        // a model that is named on the command line wins over configured routes
        boolean named = model != null && !model.isBlank();
        put(given, "winnow.route", route == null && named ? "openai/" + model : route);
        put(given, "winnow.base-url", baseUrl);
        put(given, "winnow.allow-http", allowHttp ? true : null);
        put(given, "winnow.api", api);
        put(given, "winnow.style", style);
        put(given, "winnow.reasoning-effort", reasoningEffort);
        put(given, "winnow.max-output-tokens", maxOutputTokens);
        put(given, "winnow.max-in-flight", maxInFlight);
        put(given, "winnow.budget.usd-per-run", budgetUsd);
        put(given, "winnow.budget.tokens-per-run", budgetTokens);
        return given;
    }

    /** Notes options that exclude each other. */
    void check(StartCheck check) {
        if (model != null && route != null) {
            check.note(
                    ProblemCode.OPTION,
                    "--model",
                    "is given together with --route",
                    "give the one or the other; a route of one stop is ENDPOINT/MODEL");
        }
    }

    private static void put(Map<String, Object> given, String setting, @Nullable Object value) {
        if (value != null) {
            given.put(setting, value);
        }
    }
}
