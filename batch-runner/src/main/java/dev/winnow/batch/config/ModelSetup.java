package dev.winnow.batch.config;

import dev.winnow.core.document.TextReader;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelProfiles;
import dev.winnow.core.model.Target;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which model is asked, and with which key.
 *
 * @param apiKey not shown by {@code toString}
 */
public record ModelSetup(Endpoint endpoint, ModelProfile model, String apiKey) {

    private static final Logger LOG = LoggerFactory.getLogger(ModelSetup.class);
    private static final String OFFLINE_MODEL = "winnow-offline";
    private static final String OFFLINE_KEY = "offline";

    /** The simulator at {@code baseUrl}. */
    public static ModelSetup offline(URI baseUrl) {
        return new ModelSetup(
                Endpoint.offline(baseUrl),
                ModelProfiles.load().find(OFFLINE_MODEL).orElseThrow(),
                OFFLINE_KEY);
    }

    /** The model that the settings name; throws {@link ProblemsException} where key, model or base URL cannot work. */
    public static ModelSetup online(WinnowProperties properties) {
        StartCheck check = new StartCheck();
        String key = properties.apiKey().map(String::strip).orElse("");
        if (key.isEmpty()) {
            check.note(
                    ProblemCode.CREDENTIALS,
                    "OPENAI_API_KEY",
                    "is not set",
                    "set it to ask a model, or add --offline to run the samples without one");
        }
        ModelProfiles profiles = ModelProfiles.load();
        String name = properties.model().orElse("");
        if (name.isBlank()) {
            check.note(
                    ProblemCode.SETTING,
                    "--model",
                    "is not given and not configured (winnow.model, WINNOW_MODEL)",
                    "name one; known are " + known(profiles));
        }
        Optional<Endpoint> endpoint = check.tried(() -> endpoint(properties));
        check.end();
        ModelProfile profile = profiles.find(name).orElseGet(() -> {
            LOG.warn("Model {} is not known: its cost is unknown and no temperature is sent.", name);
            return ModelProfile.unknown(name);
        });
        // asked for by its own name, priced by its base's
        ModelProfile asked = profile.named(name);
        return new ModelSetup(endpoint.orElseThrow(), asked, key);
    }

    private static String known(ModelProfiles profiles) {
        return profiles.names().stream()
                .filter(name -> !name.equals(OFFLINE_MODEL))
                .collect(Collectors.joining(", "));
    }

    private static Endpoint endpoint(WinnowProperties properties) {
        try {
            return properties.baseUrl().map(Endpoint::at).orElse(Endpoint.OPENAI);
        } catch (IllegalArgumentException e) {
            throw new ProblemsException(
                    ProblemCode.SETTING, "--base-url", "is not a base URL", "it looks like https://host/v1");
        }
    }

    /** The recipe for {@code types}; throws {@link ProblemsException} where one cannot be expressed. */
    public Recipe recipe(List<RecordType<?>> types, WinnowProperties properties) {
        Dialect dialect = properties.dialect().orElseGet(() -> Dialect.of(model.name(), endpoint.baseUrl()));
        Target target = Target.of(endpoint, model, properties.maxOutputTokens()).withDialect(dialect);
        return Recipe.of(types, List.of(target), new TextReader());
    }

    @Override
    public String toString() {
        return "ModelSetup[" + endpoint.identity() + ", " + model.name() + "]";
    }
}
