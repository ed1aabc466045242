package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Names that look like settings and are none. In Winnow's own files they are mistakes; of variables and system properties others
 * may make use too.
 *
 * @param problems of files
 * @param warnings of variables and system properties
 */
record UnknownSettings(List<Problem> problems, List<String> warnings) {

    private static final String PREFIX = "winnow.";
    /** System properties that are no settings: the scripts' and the tests' own. */
    private static final Set<String> OTHERS = Set.of("winnow.terminal", "winnow.debug", "winnow.data", "winnow.golden");
    /** Kubernetes sets these by the names of services. */
    private static final Pattern OF_A_SERVICE = Pattern.compile("WINNOW_(SERVICE_.*|PORT|PORT_.*)");

    static UnknownSettings of(ConfigurableEnvironment environment) {
        KnownSettings known = new KnownSettings();
        List<Problem> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!(source instanceof EnumerablePropertySource<?> names)) {
                continue;
            }
            switch (source.getName()) {
                case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME ->
                    variables(names)
                            .filter(name -> !known.hasVariable(name))
                            .forEach(name -> warnings.add(
                                    "the variable " + name + " is no setting" + nearest(known.nearestVariable(name))));
                case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME ->
                    settings(names)
                            .filter(name -> !OTHERS.contains(name) && !known.has(parsed(name)))
                            .forEach(name -> warnings.add("the system property " + name + " is no setting"
                                    + nearest(known.nearest(parsed(name)))));
                default ->
                    settings(names)
                            .filter(name -> !known.has(parsed(name)))
                            .forEach(name -> problems.add(new Problem(
                                    ProblemCode.SETTING,
                                    name,
                                    "is no setting",
                                    known.nearest(parsed(name))
                                            .map(other -> "the nearest is " + other)
                                            .orElse("docs/settings.md lists them"))));
            }
        }
        return new UnknownSettings(List.copyOf(problems), List.copyOf(warnings));
    }

    private static Stream<String> variables(EnumerablePropertySource<?> source) {
        return Arrays.stream(source.getPropertyNames())
                .filter(name -> name.toUpperCase(Locale.ROOT).startsWith("WINNOW_"))
                .filter(name -> !OF_A_SERVICE.matcher(name).matches())
                .sorted();
    }

    private static Stream<String> settings(EnumerablePropertySource<?> source) {
        return Arrays.stream(source.getPropertyNames())
                .filter(name -> name.startsWith(PREFIX))
                .sorted();
    }

    private static ConfigurationPropertyName parsed(String name) {
        return ConfigurationPropertyName.adapt(name, '.');
    }

    private static String nearest(Optional<String> setting) {
        return setting.map(name -> "; the nearest is " + name).orElse("");
    }
}
