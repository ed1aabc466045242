package dev.winnow.batch.config;

import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * All settings, gathered as Spring Boot does, without starting an application.
 *
 * @param general the command's own
 * @param model which models are asked and how
 * @param warnings variables and system properties that look like settings and are none
 */
public record Settings(WinnowProperties general, ModelProperties model, List<String> warnings) {

    /**
     * Reads the settings.
     *
     * @param options from the command line, as property name and value; they win over all else
     * @throws ProblemsException if a value cannot be read, or a file has a setting that there is not
     */
    public static Settings read(Map<String, Object> options) {
        return read(options, new StandardEnvironment());
    }

    static Settings read(Map<String, Object> options, StandardEnvironment environment) {
        environment.getPropertySources().addFirst(new MapPropertySource("command line", options));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        Binder binder = Binder.get(environment);
        StartCheck check = new StartCheck();
        var general = check.tried(() -> bound(binder, WinnowProperties.class));
        var model = check.tried(() -> bound(binder, ModelProperties.class));
        UnknownSettings unknown = UnknownSettings.of(environment);
        check.note(unknown.problems());
        check.end();
        return new Settings(general.orElseThrow(), model.orElseThrow(), unknown.warnings());
    }

    private static <T> T bound(Binder binder, Class<T> type) {
        try {
            return binder.bindOrCreate("winnow", type);
        } catch (BindException e) {
            // the message quotes the value, which may be a secret
            throw new ProblemsException(
                    ProblemCode.SETTING,
                    e.getName().toString(),
                    "has a value that cannot be read",
                    "docs/settings.md shows its form");
        }
    }
}
