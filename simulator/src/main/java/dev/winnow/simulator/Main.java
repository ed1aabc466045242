package dev.winnow.simulator;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A simulator as a process of its own: {@code --answers=PATH}, optionally {@code --port=P}, and the {@link Settings} as
 * {@code --NAME=VALUE}. Prints its base address as soon as it listens, and runs until it is stopped.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // the address must come out whatever the locale is
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            out.println(start(args).baseUrl());
        } catch (IllegalArgumentException | AnswersException | SimulatorException e) {
            System.err.println("simulator: " + e.getMessage());
            System.exit(2);
        }
    }

    /** @throws IllegalArgumentException if an argument is wrong; the message says which and why */
    static Simulator start(String... args) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String arg : args) {
            int end = arg.indexOf('=');
            if (!arg.startsWith("--") || end < 0) {
                throw new IllegalArgumentException("'" + arg + "', must be --NAME=VALUE");
            }
            settings.put(arg.substring(2, end), arg.substring(end + 1));
        }
        String answers = settings.remove("answers");
        if (answers == null) {
            throw new IllegalArgumentException("answers: missing, must be --answers=PATH of a folder or JSONL file");
        }
        String port = settings.remove("port");
        SimulatorOptions options = SimulatorOptions.defaults().withPort(port == null ? 0 : Integer.parseInt(port));
        return Simulator.start(
                Settings.apply(options, settings),
                Answers.read(Path.of(answers)).counted());
    }
}
