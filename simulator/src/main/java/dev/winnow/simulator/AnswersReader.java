package dev.winnow.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads answers from a JSONL file or a folder. Its messages start with the file and, for JSONL, the line. */
final class AnswersReader {
    private static final int PROBLEMS_NAMED = 20;

    private final List<Answer> answers = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private final UnaryOperator<String> sent;

    private AnswersReader(UnaryOperator<String> sent) {
        this.sent = sent;
    }

    static List<Answer> read(Path path, UnaryOperator<String> sent) {
        AnswersReader reader = new AnswersReader(sent);
        if (Files.isDirectory(path)) {
            reader.folder(path);
        } else {
            reader.lines(path);
        }
        if (!reader.problems.isEmpty()) {
            throw new AnswersException(
                    reader.problems.stream().limit(PROBLEMS_NAMED).collect(Collectors.joining("\n")));
        }
        return reader.answers;
    }

    private void folder(Path folder) {
        Map<String, List<Path>> documents = new TreeMap<>();
        List<Path> entries = new ArrayList<>();
        for (Path file : files(folder)) {
            if (ending(file).equals(".jsonl")) {
                lines(file);
            } else if (ending(file).equals(".json")) {
                entries.add(file);
            } else {
                documents
                        .computeIfAbsent(stem(file), ignored -> new ArrayList<>())
                        .add(file);
            }
        }
        for (Path entry : entries) {
            add(entry.toString(), origin -> {
                Path document = document(entry, documents.getOrDefault(stem(entry), List.of()));
                return Answer.of(origin, sent.apply(text(document)), object(text(entry)));
            });
        }
    }

    private static Path document(Path entry, List<Path> sameStem) {
        if (sameStem.size() != 1) {
            throw new AnswersException("needs exactly one document named '" + stem(entry) + "' in the folder, found "
                    + (sameStem.isEmpty() ? "none" : sameStem));
        }
        return sameStem.get(0);
    }

    private void lines(Path file) {
        List<String> lines = text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank()) {
                add(file + ":" + (i + 1), origin -> withText(origin, object(line)));
            }
        }
    }

    private Answer withText(String origin, ObjectNode line) {
        JsonNode text = line.remove("text");
        if (text == null || !text.isTextual()) {
            throw new AnswersException("'text': must be there, and a string");
        }
        return Answer.of(origin, sent.apply(text.textValue()), line);
    }

    private void add(String origin, Function<String, Answer> reading) {
        try {
            answers.add(reading.apply(origin));
        } catch (AnswersException e) {
            problems.add(origin + ": " + e.getMessage());
        }
    }

    private static ObjectNode object(String json) {
        try {
            if (Json.MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new AnswersException(
                    "no valid JSON at column " + e.getLocation().getColumnNr());
        }
        throw new AnswersException("must be a JSON object");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static String text(Path file) {
        try {
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static AnswersException unreadable(Path path, IOException e) {
        return new AnswersException(
                path + ": cannot be read as UTF-8 text (" + e.getClass().getSimpleName() + ")");
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ending(file).length());
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }
}
