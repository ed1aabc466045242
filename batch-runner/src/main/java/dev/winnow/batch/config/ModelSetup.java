package dev.winnow.batch.config;

import dev.winnow.core.document.Overlong;
import dev.winnow.core.document.TextReader;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.limit.Account;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelProfiles;
import dev.winnow.core.model.Target;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which models are asked, where, and with which keys.
 *
 * @param route one or more
 * @param endpoints those of the route, in its order
 * @param warnings what an operator should know although nothing keeps the run from beginning
 */
public record ModelSetup(
        List<Target> route, Map<Endpoint, Access> endpoints, Overlong overlong, List<String> warnings) {

    private static final String OFFLINE_MODEL = "winnow-offline";
    private static final RouteChoice.Chosen STANDARD =
            new RouteChoice.Chosen("--model", List.of(new RouteEntry(Endpoints.OPENAI, "", Optional.empty())));

    /** The simulator at {@code baseUrl}. */
    public static ModelSetup offline(URI baseUrl, ModelProperties settings) {
        Endpoint endpoint = Endpoint.offline(baseUrl);
        ModelProfile model = ModelProfiles.load().find(OFFLINE_MODEL).orElseThrow();
        Target target = new ConfiguredEndpoint(endpoint, EndpointProperties.NONE, List.of())
                .target(model, settings, Optional.empty());
        return new ModelSetup(List.of(target), Map.of(endpoint, Access.free()), settings.tooLong(), List.of());
    }

    /**
     * The route that the settings name for record types.
     *
     * @param types their names; where none is known, what can be said without them
     * @throws ProblemsException with all that keeps it from being taken
     */
    public static ModelSetup online(Settings all, List<String> types) {
        ModelProperties settings = all.model();
        ModelProfiles profiles = ModelProfiles.load(settings.models().map(Path::of));
        RouteChoice choice = new RouteChoice(settings, known(profiles));
        Endpoints endpoints = new Endpoints(settings, System::getenv);
        StartCheck check = new StartCheck();
        Optional<RouteChoice.Chosen> route = check.tried(() -> choice.of(types));
        Map<String, ConfiguredEndpoint> found = new LinkedHashMap<>();
        // without a route, the standard endpoint is looked at, so that all is said at once
        RouteChoice.Chosen looked = route.orElse(STANDARD);
        looked.entries().stream()
                .map(RouteEntry::endpoint)
                .distinct()
                .filter(name -> route.isPresent() || settings.endpoints().isEmpty())
                .forEach(name -> check.tried(() -> endpoints.get(name, looked.setting()))
                        .ifPresent(endpoint -> found.put(name, endpoint)));
        route.ifPresent(chosen -> chosen.entries().stream()
                .map(entry -> profiles.of(entry.model()))
                .distinct()
                .forEach(model -> check(model, all, check)));
        check.end();
        ModelSetup setup = of(route.orElseThrow().entries(), found, profiles, settings);
        setup.route()
                .forEach(target -> check(
                        target,
                        Objects.requireNonNull(found.get(target.endpoint().name())),
                        check));
        check.end();
        return setup;
    }

    /** A limit of tokens that is smaller than what each call counts at least would let no document through. */
    private static void check(Target target, ConfiguredEndpoint at, StartCheck check) {
        int output = target.parameters().maxOutputTokens();
        LimitProperties limits = at.settings().limitsOf(target.model().name());
        Stream.of(limits.tokensPerMinute(), limits.tokensPerDay())
                .flatMap(Optional::stream)
                .filter(most -> most < output)
                .findFirst()
                .ifPresent(most -> check.note(
                        ProblemCode.SETTING,
                        "winnow.endpoints." + at.endpoint().name() + ", limits of tokens of "
                                + target.model().name(),
                        "is " + most + ", and each call counts its output limit of " + output + " at least",
                        "raise it, or lower --max-output-tokens (winnow.max-output-tokens)"));
    }

    /** What the first server of a record type's route takes of JSON Schema; what OpenAI's does where no route is set. */
    public static Dialect dialect(ModelProperties settings, String type) {
        RouteEntry first = new StartCheck()
                .tried(() -> new RouteChoice(settings, "").of(List.of(type)))
                .orElse(STANDARD)
                .entries()
                .get(0);
        EndpointProperties own = settings.endpoints().getOrDefault(first.endpoint(), EndpointProperties.NONE);
        boolean standard = first.endpoint().equals(Endpoints.OPENAI);
        URI url = (standard ? settings.baseUrl() : Optional.<URI>empty())
                .or(own::baseUrl)
                .orElse(Endpoint.OPENAI.baseUrl());
        return own.dialect().or(settings::dialect).orElseGet(() -> Dialect.of(first.model(), url));
    }

    private static ModelSetup of(
            List<RouteEntry> entries,
            Map<String, ConfiguredEndpoint> endpoints,
            ModelProfiles profiles,
            ModelProperties settings) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<Target> route = new ArrayList<>();
        Map<Endpoint, Access> asked = new LinkedHashMap<>();
        TreeSet<String> warnings = new TreeSet<>();
        for (RouteEntry entry : entries) {
            ConfiguredEndpoint at = Objects.requireNonNull(endpoints.get(entry.endpoint()));
            ModelProfile model = profiles.of(entry.model());
            route.add(at.target(model, settings, entry.maxInputTokens()));
            asked.computeIfAbsent(at.endpoint(), endpoint -> Access.of(at));
            at.sources().forEach(source -> source.warning().ifPresent(warnings::add));
            model.warnings(today).forEach(warnings::add);
        }
        endpoints.values().forEach(at -> warnings.addAll(unusedLimits(at, profiles, settings)));
        return new ModelSetup(route, asked, settings.tooLong(), List.copyOf(warnings));
    }

    /** Limits of a model that nobody knows are likely to be meant for one that is known. */
    private static List<String> unusedLimits(ConfiguredEndpoint at, ModelProfiles profiles, ModelProperties settings) {
        Stream<String> routes = Stream.concat(
                Stream.concat(settings.route().stream(), settings.model().stream()),
                settings.routes().values().stream());
        List<String> known = Stream.concat(
                        profiles.names().stream(),
                        routes.flatMap(route -> Stream.of(route.split(",", -1)))
                                .map(stop -> stop.strip()
                                        .replaceFirst("^" + at.endpoint().name() + "/", "")
                                        .replaceFirst("\\s*<=.*", "")))
                .toList();
        return at.settings().limitsOfOthers(known).stream()
                .map(model -> "winnow.endpoints." + at.endpoint().name() + ".limits[" + model
                        + "] is for a model that is not known and in no route")
                .toList();
    }

    private static void check(ModelProfile model, Settings all, StartCheck check) {
        if (all.general().budget().ofMoney() && model.prices().isEmpty()) {
            check.note(
                    ProblemCode.BUDGET,
                    model.name(),
                    "has no known price, so a budget of money cannot be kept",
                    "set one of tokens, or name a file with its prices by winnow.models");
        }
        all.model()
                .reasoningEffort()
                .filter(effort -> !model.reasoningEfforts().isEmpty()
                        && !model.reasoningEfforts().contains(effort))
                .ifPresent(effort -> check.note(
                        ProblemCode.SETTING,
                        "--reasoning-effort (winnow.reasoning-effort)",
                        "is " + effort,
                        model.name() + " takes " + String.join(", ", model.reasoningEfforts())));
    }

    private static String known(ModelProfiles profiles) {
        return String.join(
                ", ",
                profiles.names().stream()
                        .filter(name -> !name.equals(OFFLINE_MODEL))
                        .toList());
    }

    /** What the server counts the calls of a target of the route under, at present. */
    public Account account(Target target) {
        return Objects.requireNonNull(endpoints.get(target.endpoint())).account(target);
    }

    /** The recipe for {@code types}; throws {@link ProblemsException} where one cannot be expressed. */
    public Recipe recipe(List<RecordType<?>> types) {
        return Recipe.of(types, route, new TextReader(), overlong);
    }

    @Override
    public String toString() {
        return "ModelSetup" + route;
    }
}
