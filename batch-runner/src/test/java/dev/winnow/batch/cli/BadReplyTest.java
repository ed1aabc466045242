package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replies that break the declaration: all of them in one run, since a run has many documents. */
class BadReplyTest {

    private static final String REPLY_OF = """
            SELECT c.reply::text FROM winnow.extraction e
            JOIN winnow.source s USING (document_id)
            JOIN winnow.extraction_call x ON x.extraction_id = e.id
            JOIN winnow.model_call c ON c.id = x.call_id
            WHERE s.path LIKE '%%/%s.txt' ORDER BY c.id DESC LIMIT 1""";
    private static final String FOUND = """
            SELECT v ->> 'path', v ->> 'rule' FROM winnow.extraction e
            JOIN winnow.source s USING (document_id), jsonb_array_elements(e.detail -> 'violations') v
            WHERE s.path LIKE '%%/%s.txt'""";

    @RegisterExtension
    final World world = new World();

    private static String with(String key, String json) {
        String good = World.content("Shop");
        return good.replaceFirst(
                "\"" + key + "\":(\"[^\"]*\"|[0-9.]+)", "\"" + key + "\":" + json.replace("\\", "\\\\"));
    }

    private static Map<String, String> violationByReply() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put(with("company", "\"A\\u0000B\""), "company|Text");
        expected.put(with("company", "\"half \\ud800\""), "company|Text");
        expected.put(with("company", "\"a raw \0 inside\""), "|Json");
        expected.put(with("total", "4.00,\"tip\":1"), "|Unknown");
        expected.put("{\"company\":\"Shop\",\"date\":\"2025-11-03\",\"address\":null}", "total|Missing");
        expected.put(with("total", "null"), "total|NotNull");
        expected.put(with("company", "null"), "company|NotNull");
        expected.put(with("total", "\"4.00\""), "total|Type");
        expected.put(with("company", "12"), "company|Type");
        expected.put(with("total", "1234567890123456789012.345"), "total|Digits");
        expected.put(with("total", "4.001"), "total|Digits");
        expected.put(with("total", "NaN"), "|Json");
        expected.put(with("date", "\"2025-02-30\""), "date|Format");
        expected.put(with("date", "\"03.11.2025\""), "date|Format");
        expected.put(with("company", "\"  \""), "company|NotBlank");
        expected.put(with("company", "\"" + "x".repeat(201) + "\""), "company|Size");
        expected.put("I cannot find a receipt.", "|Json");
        expected.put("", "|Type");
        expected.put(World.content("Shop") + World.content("Shop"), "|Json");
        expected.put("[" + World.content("Shop") + "]", "|Type");
        expected.put("null", "|Type");
        expected.put("```json\n" + World.content("Shop") + "\n```", "|Json");
        expected.put(with("total", "4.00,\"total\":5.00"), "|Json");
        return expected;
    }

    @Test
    void endInvalidWithWhatIsWrongAndTheReplyOnRecord() throws IOException {
        Map<String, String> expected = violationByReply();
        int number = 0;
        for (String reply : expected.keySet()) {
            var entry = JsonNodeFactory.instance.objectNode().put("content", reply);
            world.answered("bad %02d".formatted(number++), entry.toString());
        }
        world.receipts(1);
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=1, INVALID=" + expected.size());

        Map<String, String> found = new LinkedHashMap<>();
        number = 0;
        for (String reply : expected.keySet()) {
            String name = "bad %02d".formatted(number++);
            found.put(reply, String.join(" ", world.sql().rows(FOUND.formatted(name))));
            String journal = world.sql().value(REPLY_OF.formatted(name));
            assertThat(new ObjectMapper().readTree(journal).path("content").asText(""))
                    .as("the last reply on record")
                    .isEqualTo(reply);
        }
        assertThat(found).isEqualTo(expected);
        assertThat(world.sql()
                        .rows("SELECT DISTINCT count(*) FROM winnow.extraction_call x JOIN winnow.extraction e"
                                + " ON e.id = x.extraction_id WHERE e.outcome = 'INVALID' GROUP BY e.id"))
                .containsExactly("3");
        assertThat(world.sql().count("records.receipt")).isEqualTo(1);
    }

    @Test
    void mayBePutRightWhenAskedAgain() {
        world.answered(
                "Second Thoughts",
                "{\"replies\":[{\"content\":\"Here you are.\"}," + World.record("Second Thoughts") + "]}");
        world.run().exits(ExitCodes.DONE);
        assertThat(world.report().path("calls").asInt()).isEqualTo(2);
        assertThat(world.sql().rows("SELECT company, total FROM records.receipt"))
                .containsExactly("Second Thoughts|4.00");
    }

    @Test
    void keepWhatIsValidAsItStands() {
        world.answered(
                "Exact",
                "{\"record\":{\"company\":\"Exact\",\"date\":null,\"address\":null,\"total\":-123456789012.10}}");
        world.run().exits(ExitCodes.DONE);
        assertThat(world.sql().rows("SELECT company, date, address, total FROM records.receipt"))
                .containsExactly("Exact|null|null|-123456789012.10");
    }
}
