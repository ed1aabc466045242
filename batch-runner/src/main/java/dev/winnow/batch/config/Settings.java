package dev.winnow.batch.config;

import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Gathers the settings as Spring Boot does, without starting an application. */
public final class Settings {

    private Settings() {}

    /**
     * Reads the settings.
     *
     * @param options from the command line, as property name and value; they win over all else
     * @throws ProblemsException if a value cannot be read
     */
    public static WinnowProperties read(Map<String, Object> options) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("command line", options));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        try {
            return Binder.get(environment).bindOrCreate("winnow", WinnowProperties.class);
        } catch (BindException e) {
            // the message quotes the value, which may be a secret
            throw new ProblemsException(
                    ProblemCode.SETTING,
                    e.getName().toString(),
                    "has a value that cannot be read",
                    "the settings in README.md show its form");
        }
    }
}
