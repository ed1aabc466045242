package dev.winnow.db.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sample answers of one record type: files {@code NAME.json} with {@code {"type": ..., "record": ...}} below a folder. */
final class Samples {

    private final RecordType<?> type;
    private final RecordReader reader;
    private final Map<String, Record> valid = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Samples(RecordType<?> type) {
        this.type = type;
        this.reader = new RecordReader(type, Clock.systemUTC());
    }

    /** Reads those of {@code type}, and leaves alone what else is there. */
    static Samples in(Path folder, RecordType<?> type) {
        Samples samples = new Samples(type);
        samples.files(folder).forEach(samples::read);
        if (samples.valid.isEmpty() && samples.problems.isEmpty()) {
            samples.problem(
                    folder,
                    "no sample answer of type " + type.name(),
                    "write one to NAME.json there: {\"type\": \"" + type.name() + "\", \"record\": {...}}");
        }
        return samples;
    }

    /** The records that are as declared, by file. */
    Map<String, Record> valid() {
        return valid;
    }

    /** What is wrong with the others, or that there are none. */
    List<Problem> problems() {
        return problems;
    }

    private List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problem(folder, "cannot be read", "make it readable");
            return List.of();
        }
    }

    private void read(Path file) {
        JsonNode answer;
        try {
            answer = StrictJson.mapper().readTree(Files.readString(file));
        } catch (IOException | NumberFormatException e) {
            problem(file, "is not JSON in UTF-8", "correct it");
            return;
        }
        if (!answer.path("type").asText().equals(type.name()) || !answer.has("record")) {
            return;
        }
        Read read = reader.read(answer.path("record").toString());
        if (read instanceof Read.Valid record) {
            valid.put(file.toString(), record.value());
        } else if (read instanceof Read.Broken broken) {
            broken.violations()
                    .forEach(violation -> problem(
                            file,
                            (violation.path() + " " + violation.message() + " (" + violation.rule() + ")").strip(),
                            "correct it, or the declaration"));
        }
    }

    private void problem(Path path, String problem, String limit) {
        problems.add(new Problem(ProblemCode.SAMPLE_ANSWER, path.toString(), problem, limit));
    }
}
