package dev.winnow.batch.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The real document sets, where property {@code winnow.data} names their folder, and the records that their labels make. */
final class LabelledSets {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Map<String, String> ROLES = Map.of(
            "Reported-by", "reported", "Patched-by", "patched", "Help-by", "helped", "Researched-by", "researched");

    private LabelledSets() {}

    /** Skips the test where there are no sets. */
    static Path folder(String set) {
        String data = System.getProperty("winnow.data", "");
        assumeTrue(!data.isBlank(), "skipped: -Dwinnow.data=DIR names no folder with the real document sets");
        Path folder = Path.of(data).resolve(set);
        assumeTrue(Files.isDirectory(folder), "skipped: the folder of -Dwinnow.data=DIR holds no " + set);
        return folder;
    }

    static Path documents(String set) {
        return folder(set).resolve("docs");
    }

    static List<Path> files(String set) throws IOException {
        try (Stream<Path> files = Files.list(documents(set))) {
            return files.sorted().toList();
        }
    }

    /** By document; the one without a total has it as null, the one without an address has no such key. */
    static Map<String, JsonNode> receipts() throws IOException {
        Map<String, JsonNode> normalised = lines("receipts_sroie", "labels_norm.jsonl");
        Map<String, JsonNode> records = new LinkedHashMap<>();
        lines("receipts_sroie", "labels.jsonl").forEach((id, label) -> {
            JsonNode exact = Objects.requireNonNull(normalised.get(id));
            ObjectNode record = JSON.createObjectNode();
            record.set("company", label.path("company"));
            record.set("date", exact.path("date"));
            if (label.has("address")) {
                record.set("address", label.path("address"));
            }
            JsonNode total = exact.path("total");
            if (total.isTextual()) {
                record.put("total", new BigDecimal(total.textValue()));
            } else {
                record.putNull("total");
            }
            records.put(id, record);
        });
        return records;
    }

    static Map<String, JsonNode> advisories() throws IOException {
        Map<String, JsonNode> records = new LinkedHashMap<>();
        lines("advisories_curl", "labels.jsonl").forEach((id, label) -> {
            ObjectNode record = JSON.createObjectNode();
            for (String key : List.of("cve", "title", "announced", "reported", "cwe", "severity")) {
                record.set(key, label.path(key));
            }
            record.set("affects", label.path("affects_part"));
            for (String key :
                    List.of("affected_first", "affected_last", "fixed_in_versions", "introduced_in", "fixed_in")) {
                record.set(key, label.path(key));
            }
            for (JsonNode credit : label.path("credits")) {
                record.withArray("credits")
                        .addObject()
                        .put("role", ROLES.get(credit.path("role").asText()))
                        .put("name", credit.path("name").asText());
            }
            records.put(id, record);
        });
        return records;
    }

    /** The text that a document's answer is known by. */
    static String text(String set, String id) throws IOException {
        return Files.readString(documents(set).resolve(id + ".txt"));
    }

    private static Map<String, JsonNode> lines(String set, String file) throws IOException {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder(set).resolve(file))) {
            JsonNode json = JSON.readTree(line);
            byId.put(json.path("id").asText(), json);
        }
        return byId;
    }
}
