package dev.winnow.db.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end. Of the environment it sees only the search path: the server outlives us, and its
 * environment is no place for this process's API keys, nor should PGDATA and its kin reach it.
 */
final class Command {

    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private Command() {}

    /** @throws EmbeddedPostgresException when the program does not end within the limit or this thread is interrupted */
    static Result run(Path workingDirectory, Duration limit, List<String> command) throws IOException {
        Process process = builder(workingDirectory, command).start();
        // Not Process.onExit(): that ends on the JVM's common pool, whose threads others may hold.
        var late = new CompletableFuture<Boolean>().completeOnTimeout(true, limit.toMillis(), TimeUnit.MILLISECONDS);
        // Ends the read below as well: the pipe closes with the process.
        late.thenAccept(killed -> process.destroyForcibly());
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int exitCode = process.waitFor();
            if (late.getNow(false)) {
                throw new EmbeddedPostgresException(program(command) + " did not end within " + limit.toSeconds()
                        + " seconds. The disk may be overloaded: try again. " + Advice.OWN_SERVER);
            }
            return new Result(exitCode, output);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while waiting for " + program(command), e);
        } finally {
            late.cancel(false);
        }
    }

    private static ProcessBuilder builder(Path workingDirectory, List<String> command) {
        var builder =
                new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !name.equals("PATH") && !name.equals("TZ"));
        // Messages in English, since we read them; and macOS refuses to start a server without a valid locale.
        environment.put("LC_ALL", "C");
        return builder;
    }

    private static String program(List<String> command) {
        return command.stream()
                .filter(word -> word.contains("/bin/"))
                .findFirst()
                .orElse(command.get(0));
    }
}
