package dev.winnow.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers for the simulator, made from the labels of {@code receipts_sroie}. */
final class LabelledReceipts {

    private LabelledReceipts() {}

    static Path answers(Path set, Path file) throws IOException {
        Map<String, JsonNode> normalised = new HashMap<>();
        for (JsonNode label : lines(set.resolve("labels_norm.jsonl"))) {
            normalised.put(label.get("id").asText(), label);
        }
        List<String> answers = lines(set.resolve("labels.jsonl")).stream()
                .map(label -> answer(
                        set,
                        label,
                        Objects.requireNonNull(normalised.get(label.get("id").asText()))))
                .toList();
        return Files.write(file, answers);
    }

    private static String answer(Path set, JsonNode label, JsonNode normalised) {
        ObjectNode record = StrictJson.mapper().createObjectNode();
        record.set("company", label.get("company"));
        record.set("date", normalised.get("date"));
        if (label.has("address")) {
            record.set("address", label.get("address"));
        }
        JsonNode total = normalised.get("total");
        record.put("total", total.isNull() ? null : new BigDecimal(total.asText()));
        try {
            return StrictJson.mapper()
                    .createObjectNode()
                    .put(
                            "text",
                            Files.readString(
                                    set.resolve("docs/" + label.get("id").asText() + ".txt")))
                    .put("type", "receipt")
                    .<ObjectNode>set("record", record)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> {
                    try {
                        return StrictJson.mapper().readTree(line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
