package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.batch.WinnowApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Winnow in a JVM of its own, for what only a process can show: signals, crashes and its exit code. */
final class Child implements AutoCloseable {

    private static final int MOST_SECONDS = 60;

    /** What a shell runs in the background ignores Ctrl-C, and so does all that it starts; GNU's env ends that. */
    private static final List<String> HEARS_CTRL_C =
            "Linux".equals(System.getProperty("os.name")) ? List.of("env", "--default-signal=INT") : List.of();

    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private Child(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts the command line with the settings of {@code cli}; what it says on stderr goes to a file in {@code folder}. */
    static Child start(Cli cli, Path folder, String... words) throws IOException {
        List<String> command = new ArrayList<>(HEARS_CTRL_C);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
        cli.settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WinnowApplication.class.getName()));
        command.addAll(List.of(words));
        Path errors = Files.createTempFile(folder, "stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OPENAI_") || name.startsWith("WINNOW_"));
        return new Child(builder.start(), errors);
    }

    /** The next line on its stdout. */
    String line() throws IOException {
        String line = out.readLine();
        assertThat(line).as("a line on stdout; on stderr it said:%n%s", err()).isNotNull();
        return String.valueOf(line);
    }

    String err() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    Child terminate() {
        process.destroy();
        return this;
    }

    /** Sends the signal with this name, without its SIG. */
    void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).as("kill -%s", name).isZero();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL; waits until it is gone. */
    void kill() throws Exception {
        process.destroyForcibly();
        exitCode();
    }

    int exitCode() throws InterruptedException, TimeoutException {
        // not onExit(): it ends on the common pool, whose threads runs of other tests may hold
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException(process.pid() + " did not end within " + MOST_SECONDS + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
