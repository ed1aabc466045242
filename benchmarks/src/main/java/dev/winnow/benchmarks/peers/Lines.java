package dev.winnow.benchmarks.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process that answers a line with a line. Its standard error goes to a file. */
final class Lines implements AutoCloseable {

    private static final int SECONDS_TO_END = 10;

    private final Process process;
    private final Path log;
    private final BufferedReader answers;
    private final BufferedWriter questions;

    private Lines(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a main class on this process's JDK. */
    static Lines start(Path log, List<String> jvmOptions, String classPath, Class<?> main, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        // not left behind when this process is interrupted
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Lines(process, log);
    }

    /** The next line it says. */
    String read() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the process has ended, see " + log);
        }
        return line;
    }

    String ask(String line) throws IOException {
        questions.write(line);
        questions.newLine();
        questions.flush();
        return read();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
