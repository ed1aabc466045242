package dev.winnow.batch.config;

import dev.winnow.core.schema.Dialect;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * All settings, prefix {@code winnow}: from the command line, else the environment ({@code WINNOW_MODEL}), else {@code
 * application.properties} in the working directory or its {@code config} folder, else the defaults here.
 *
 * @param directory where the embedded databases live
 * @param home where Winnow itself is installed, with its samples
 * @param typesJar jars with record types besides those that ship
 * @param model the model to ask; there is no default
 * @param baseUrl of an OpenAI-compatible server, with the version in the path; default OpenAI's own
 * @param dialect what the server takes of JSON Schema; default as model and base URL tell
 * @param apiKey not shown by {@code toString}
 * @param maxInFlight the most calls at a time, from 1
 * @param maxOutputTokens output limit of a call, reasoning included, from {@value #LEAST_OUTPUT_TOKENS}; asked again once with four times as much
 * @param maxDocumentSize larger documents are {@code TOO_LONG}
 * @param stopGrace how long a stop waits for the calls in flight
 * @param log how much of the log is kept
 */
@ConfigurationProperties("winnow")
public record WinnowProperties(
        @DefaultValue(".winnow") Path directory,
        @DefaultValue(".") Path home,
        @DefaultValue List<Path> typesJar,
        Optional<String> model,
        Optional<URI> baseUrl,
        Optional<Dialect> dialect,
        Optional<String> apiKey,
        @DefaultValue("64") int maxInFlight,
        @DefaultValue("8192") int maxOutputTokens,
        @DefaultValue("8MB") DataSize maxDocumentSize,
        @DefaultValue("10s") Duration stopGrace,
        @DefaultValue LogSettings log,
        @DefaultValue Db db) {

    /** No record fits into less. */
    static final int LEAST_OUTPUT_TOKENS = 16;

    /** Spring Boot leaves out what is not set. */
    public WinnowProperties {
        typesJar = List.copyOf(typesJar);
        model = Objects.requireNonNullElse(model, Optional.empty());
        Optional<URI> given = Objects.requireNonNullElse(baseUrl, Optional.empty());
        // OPENAI_BASE_URL that is not set comes as an empty one
        baseUrl = given.filter(url -> !url.toString().isEmpty());
        dialect = Objects.requireNonNullElse(dialect, Optional.empty());
        apiKey = Objects.requireNonNullElse(apiKey, Optional.empty());
    }

    /** Every setting that is out of its bounds. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (maxInFlight < 1) {
            problems.add(new Problem(
                    ProblemCode.SETTING, "--max-in-flight (winnow.max-in-flight)", "is " + maxInFlight, "at least 1"));
        }
        if (maxOutputTokens < LEAST_OUTPUT_TOKENS) {
            problems.add(new Problem(
                    ProblemCode.SETTING,
                    "winnow.max-output-tokens",
                    "is " + maxOutputTokens,
                    "at least " + LEAST_OUTPUT_TOKENS));
        }
        if (maxDocumentSize.toBytes() <= 0) {
            problems.add(new Problem(
                    ProblemCode.SETTING, "winnow.max-document-size", "is " + maxDocumentSize, "at least 1B"));
        }
        if (stopGrace.isNegative()) {
            problems.add(new Problem(ProblemCode.SETTING, "winnow.stop-grace", "is negative", "0s or more"));
        }
        problems.addAll(log.problems());
        return problems;
    }

    /**
     * The database; without a URL an embedded one is started.
     *
     * @param url {@code jdbc:postgresql://} or {@code postgresql://}
     * @param user default the operating system's
     */
    public record Db(Optional<String> url, Optional<String> user, Optional<String> password) {

        /** Spring Boot leaves out what is not set. */
        public Db {
            url = Objects.requireNonNullElse(url, Optional.empty());
            user = Objects.requireNonNullElse(user, Optional.empty());
            password = Objects.requireNonNullElse(password, Optional.empty());
        }

        @Override
        public String toString() {
            return "Db";
        }
    }

    @Override
    public String toString() {
        return "WinnowProperties[" + directory + ", " + model + "]";
    }
}
