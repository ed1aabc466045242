package dev.winnow.batch.config;

import dev.winnow.core.model.Endpoint;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The endpoints that the settings name. */
final class Endpoints {

    /** The name of the one that is there without being named. */
    static final String OPENAI = Endpoint.OPENAI.name();

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final String PREFIX = "winnow.endpoints.";

    private final ModelProperties settings;
    private final UnaryOperator<@Nullable String> environment;
    private final TreeMap<String, EndpointProperties> named;

    /**
     * Of the settings.
     *
     * @param environment variable by name
     */
    Endpoints(ModelProperties settings, UnaryOperator<@Nullable String> environment) {
        this.settings = settings;
        this.environment = environment;
        this.named = new TreeMap<>(settings.endpoints());
        named.merge(OPENAI, EndpointProperties.NONE, (own, none) -> own);
    }

    /** The endpoint {@code name}; throws {@link ProblemsException} with all that keeps it from being asked. */
    ConfiguredEndpoint get(String name, String askedBy) {
        EndpointProperties own = named.get(name);
        if (own == null) {
            throw new ProblemsException(
                    ProblemCode.ROUTE,
                    askedBy,
                    "names the endpoint \"" + name + "\", which is not configured",
                    "known are " + String.join(", ", named.keySet()) + "; " + PREFIX + "NAME.base-url adds one");
        }
        StartCheck check = new StartCheck();
        if (!NAME.matcher(name).matches()) {
            check.note(ProblemCode.ENDPOINT, PREFIX + name, "is not a name for an endpoint", "it must match " + NAME);
        }
        Optional<Endpoint> endpoint = check.tried(() -> endpoint(name, own));
        List<KeySource> sources = sources(name, own, check);
        endpoint.filter(found -> sources.isEmpty()
                        && own.keys().isEmpty()
                        && !name.equals(OPENAI)
                        && found.kind() != Endpoint.Kind.COMPATIBLE)
                .ifPresent(found -> check.note(
                        ProblemCode.CREDENTIALS,
                        PREFIX + name + ".keys",
                        "are not set",
                        "name where they are found, as env:AZURE_KEY or file:/run/secrets/key"));
        check.end();
        return new ConfiguredEndpoint(endpoint.orElseThrow(), own, sources);
    }

    private Endpoint endpoint(String name, EndpointProperties own) {
        boolean standard = name.equals(OPENAI);
        String setting = standard && settings.baseUrl().isPresent() ? "--base-url" : PREFIX + name + ".base-url";
        URI url = (standard ? settings.baseUrl() : Optional.<URI>empty())
                .or(own::baseUrl)
                .or(() -> Optional.of(Endpoint.OPENAI.baseUrl()).filter(openai -> standard))
                .orElseThrow(() -> new ProblemsException(
                        ProblemCode.ENDPOINT, setting, "is not set", "it looks like https://host/v1"));
        Endpoint found = at(setting, name, url);
        if (!settings.allowHttp() && PlainHttp.leavesMachine(url)) {
            throw new ProblemsException(
                    ProblemCode.PLAIN_HTTP,
                    setting,
                    "leads to " + url.getHost() + " without encryption",
                    "documents and key could be read on the way; use https://, or add --allow-http where the network is your own");
        }
        return new Endpoint(name, found.identity(), url, own.kind().orElse(found.kind()));
    }

    private static Endpoint at(String setting, String name, URI url) {
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        try {
            if (web && url.getRawQuery() == null && url.getRawFragment() == null) {
                return Endpoint.named(name, url);
            }
        } catch (IllegalArgumentException e) {
            // its message could quote credentials
        }
        throw new ProblemsException(
                ProblemCode.ENDPOINT,
                setting,
                "is not a base URL",
                "it looks like https://host/v1, without credentials or a question mark");
    }

    private List<KeySource> sources(String name, EndpointProperties own, StartCheck check) {
        if (own.keys().isEmpty()) {
            return name.equals(OPENAI) ? standardKey(check) : List.of();
        }
        List<KeySource> sources = new ArrayList<>();
        for (int i = 0; i < own.keys().size(); i++) {
            String setting = PREFIX + name + ".keys[" + i + "]";
            KeySource.of(own.keys().get(i), environment)
                    .ifPresentOrElse(
                            source -> add(setting, source, sources, check),
                            () -> check.note(
                                    ProblemCode.CREDENTIALS,
                                    setting,
                                    "does not say where the key is found",
                                    "write env:NAME or file:/run/secrets/key, and never the key itself"));
        }
        return sources;
    }

    private static void add(String setting, KeySource source, List<KeySource> sources, StartCheck check) {
        try {
            source.read();
            sources.add(source);
        } catch (KeySource.NoKeyException e) {
            check.note(ProblemCode.CREDENTIALS, setting, source + " " + e.problem(), "each source must hold one key");
        }
    }

    private List<KeySource> standardKey(StartCheck check) {
        List<KeySource> sources = new ArrayList<>();
        settings.apiKey()
                .ifPresentOrElse(
                        key -> add("OPENAI_API_KEY", new KeySource.Value("OPENAI_API_KEY", key), sources, check),
                        () -> check.note(
                                ProblemCode.CREDENTIALS,
                                "OPENAI_API_KEY",
                                "is not set",
                                "set it to ask a model, or add --offline to run the samples without one"));
        return sources;
    }
}
