package dev.winnow.batch.config;

import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which route documents take, as the settings say. */
final class RouteChoice {

    private static final String ROUTES = "winnow.routes.";
    private static final String DEFAULT = "default";

    /**
     * A route with where it is set.
     *
     * @param setting for problems
     */
    record Chosen(String setting, List<RouteEntry> entries) {

        /** The stops that {@code text} names. */
        static Chosen read(String setting, String text) {
            return new Chosen(setting, RouteEntry.read(setting, text));
        }
    }

    private final ModelProperties settings;
    private final String knownModels;

    RouteChoice(ModelProperties settings, String knownModels) {
        this.settings = settings;
        this.knownModels = knownModels;
    }

    /** The route of record types that are asked for together. */
    Chosen of(List<String> types) {
        Map<String, Chosen> routes = new LinkedHashMap<>();
        StartCheck check = new StartCheck();
        for (String type : types.isEmpty() ? List.of(DEFAULT) : types) {
            check.tried(() -> of(type)).ifPresent(route -> routes.put(type, route));
        }
        check.end();
        if (routes.values().stream().map(Chosen::entries).distinct().count() > 1) {
            throw new ProblemsException(
                    ProblemCode.ROUTE,
                    String.join(",", types),
                    "have different routes",
                    "ask for them one after the other, or give one --route for all of them");
        }
        return routes.values().iterator().next();
    }

    private Chosen of(String type) {
        Optional<String> every = settings.route();
        if (every.isPresent()) {
            return Chosen.read("--route", every.get());
        }
        for (String name : List.of(type, DEFAULT)) {
            Optional<String> own = set(name);
            if (own.isPresent()) {
                return Chosen.read(ROUTES + name, own.get());
            }
        }
        return new Chosen("--model", List.of(new RouteEntry(Endpoints.OPENAI, named(), Optional.empty())));
    }

    private String named() {
        return settings.model()
                .orElseThrow(() -> new ProblemsException(
                        ProblemCode.SETTING,
                        "--model",
                        "is not given and not configured (winnow.model, WINNOW_MODEL)",
                        "name one; known are " + knownModels));
    }

    /** Spring Boot drops underscores from names in settings, and variables write them as dots. */
    private Optional<String> set(String type) {
        return settings.routes().entrySet().stream()
                .filter(entry -> plain(entry.getKey()).equals(plain(type)))
                .map(Map.Entry::getValue)
                .filter(route -> !route.isBlank())
                .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
