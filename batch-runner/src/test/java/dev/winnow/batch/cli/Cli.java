package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;

/**
 * Runs the command line in this JVM. Whatever goes to {@code System.out} and {@code System.err} meanwhile belongs to the result
 * too: that is where a stray line or a log would come out. Settings are system properties while a command runs.
 */
final class Cli {

    static final String KEY = "sk-test-0123456789";

    /** What a command came to. */
    record Result(int exitCode, String out, String err) {

        /** Fails with all that the command said, unless it ended so. */
        Result exits(int expected) {
            assertThat(exitCode).as("exit code; it said:%n%s%s", out, err).isEqualTo(expected);
            return this;
        }

        String all() {
            return out + err;
        }
    }

    /** Streams and properties belong to the JVM: the first of several commands at once takes them over, the last gives them back. */
    private static final class Takeover {
        private static final Properties BEFORE = new Properties();
        private static PrintStream systemOut = System.out;
        private static PrintStream systemErr = System.err;
        private static ByteArrayOutputStream out = new ByteArrayOutputStream();
        private static ByteArrayOutputStream err = new ByteArrayOutputStream();
        private static int active;

        static synchronized void begin(Map<String, String> settings) {
            if (active++ > 0) {
                return;
            }
            BEFORE.clear();
            BEFORE.putAll(System.getProperties());
            settings.forEach(System::setProperty);
            systemOut = System.out;
            systemErr = System.err;
            out = new ByteArrayOutputStream();
            err = new ByteArrayOutputStream();
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        }

        static synchronized void end() {
            if (--active == 0) {
                System.setOut(systemOut);
                System.setErr(systemErr);
                System.getProperties().keySet().retainAll(BEFORE.keySet());
                System.getProperties().putAll(BEFORE);
            }
        }

        static synchronized String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        static synchronized String err() {
            return err.toString(StandardCharsets.UTF_8);
        }
    }

    private final Map<String, String> settings;

    private Cli(Map<String, String> settings) {
        this.settings = settings;
    }

    /** With the tests' servers and a key; nothing of the environment in which the tests run comes through. */
    static Cli standard() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("winnow.directory", Installation.DIRECTORY.toString());
        settings.put("winnow.home", Installation.home().toString());
        settings.put("winnow.api-key", KEY);
        settings.put("winnow.model", "");
        settings.put("winnow.db.url", "");
        return new Cli(settings);
    }

    Cli with(String property, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(property, value);
        return new Cli(more);
    }

    Cli in(Path directory) {
        return with("winnow.directory", directory.toString());
    }

    Result run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = -1;
        // first: picocli takes a System.out that changes later for a sign that the old one was chosen on purpose
        Takeover.begin(settings);
        try (PrintWriter toOut = new PrintWriter(out);
                PrintWriter toErr = new PrintWriter(err)) {
            code = WinnowCommand.commandLine()
                    .setOut(toOut)
                    .setErr(toErr)
                    .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                    .execute(words);
        } finally {
            Takeover.end();
        }
        return new Result(code, out + Takeover.out(), err + Takeover.err());
    }

    /** As {@link #run}, on a thread of its own: the pool of the JVM belongs to the calls. */
    CompletableFuture<Result> begin(String... words) {
        return CompletableFuture.supplyAsync(() -> run(words), run -> {
            Thread thread = new Thread(run, "cli");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** The same settings for a JVM of its own. */
    Map<String, String> settings() {
        return Map.copyOf(settings);
    }
}
