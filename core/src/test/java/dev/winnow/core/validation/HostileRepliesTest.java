package dev.winnow.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.type.RecordType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that are wrong in ways nobody thought of end in violations or in a record, never in an exception. */
class HostileRepliesTest {

    private static final ObjectMapper MAPPER = RecordJson.mapper();
    private static final long SEED = 20261121;
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e999999999",
            "-1e-999999999",
            "9".repeat(999),
            "9".repeat(1001),
            "1e99999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00x\"",
            "\"P999999999Y\"",
            "\"PT-0.000000001S\"",
            "\"2024-02-30\"",
            "\"9999-12-31T23:59:59.999999999-18:00\"",
            "\"" + "a-".repeat(500) + "\"",
            "[]",
            "{}",
            "[null]",
            "[[[[]]]]",
            "{\"type\":\"card\"}",
            "{\"key\":1,\"value\":1}",
            "[{\"key\":null,\"value\":null}]",
            "{\"kind\":{}}",
            "[".repeat(900) + "]".repeat(900),
            "[".repeat(2000) + "]".repeat(2000),
            "[".repeat(5000));

    private final RecordReader reader = new RecordReader(RecordType.of(Everything.class), Clock.systemUTC());
    private final Random random = new Random(SEED);

    @Test
    void neverThrow() throws JsonProcessingException {
        int valid = 0;
        for (int i = 0; i < 5_000; i++) {
            ObjectNode reply = (ObjectNode) MAPPER.readTree(Everything.VALID);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                List<JsonNode> places = new ArrayList<>();
                gather(reply, places);
                change(places.get(random.nextInt(places.size())));
            }
            String text = MAPPER.writeValueAsString(reply).replace("\"@@\"", VALUES.get(random.nextInt(VALUES.size())));
            Read read = reader.read(random.nextInt(20) == 0 ? text.substring(0, random.nextInt(text.length())) : text);
            if (read instanceof Read.Valid record) {
                valid++;
                String written = MAPPER.writeValueAsString(record.value());
                assertThat(reader.read(written)).isEqualTo(read);
                assertThat(MAPPER.readValue(written, Everything.class)).isEqualTo(record.value());
            } else {
                assertThat(((Read.Broken) read).violations()).isNotEmpty();
            }
        }
        assertThat(valid).isBetween(200, 4_500);
    }

    private static void gather(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode() && !node.isEmpty()) {
            places.add(node);
        }
        node.forEach(child -> gather(child, places));
    }

    private void change(JsonNode place) {
        if (place instanceof ArrayNode array) {
            int index = random.nextInt(array.size());
            switch (random.nextInt(4)) {
                case 0 -> array.remove(index);
                case 1 -> array.add(array.get(index).deepCopy());
                case 2 -> array.insert(0, array.remove(index));
                default -> array.set(index, array.textNode("@@"));
            }
            return;
        }
        ObjectNode object = (ObjectNode) place;
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.put(name + "x", 1);
            case 3 ->
                object.set(
                        name,
                        object.get(names.get(random.nextInt(names.size()))).deepCopy());
            case 4 -> {
                ObjectNode copy = object.deepCopy();
                Collections.shuffle(names, random);
                object.removeAll();
                names.forEach(one -> object.set(one, copy.get(one)));
            }
            default -> object.put(name, "@@");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 400, 1_000, 100_000})
    void anyDepthEnds(int depth) throws JsonProcessingException {
        String start = "{\"name\":\"n\",\"payment\":null,\"children\":[";
        String tree = start.repeat(depth) + "]}".repeat(depth);
        String reply = ((ObjectNode) MAPPER.readTree(Everything.VALID))
                .put("tree", "@@")
                .toString()
                .replace("\"@@\"", tree);

        Read read = reader.read(reply);

        if (depth > 499) {
            assertThat(read).isEqualTo(Read.Broken.of("", "Json", "must be one JSON object and nothing else"));
        } else {
            assertThat(read).isInstanceOf(Read.Valid.class);
            assertThat(reader.read(MAPPER.writeValueAsString(((Read.Valid) read).value())))
                    .isEqualTo(read);
        }
    }
}
