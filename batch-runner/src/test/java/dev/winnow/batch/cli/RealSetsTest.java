package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real document sets, answered from their labels. */
class RealSetsTest {

    private static final String NO_TOTAL = "X51005433522";
    private static final String NO_ADDRESS = "X51005663280";
    private static final int CALLS_OF_AN_INVALID_ONE = 3;

    @RegisterExtension
    final World world = new World();

    private void answer(String set, String type, Map<String, JsonNode> records) throws IOException {
        for (Map.Entry<String, JsonNode> record : records.entrySet()) {
            world.answer(
                    LabelledSets.text(set, record.getKey()),
                    "{\"type\":\"" + type + "\",\"record\":" + record.getValue() + "}");
        }
    }

    private Cli.Result run(String type, Path documents) {
        String[] words = world.words();
        words[1] = type;
        words[2] = documents.toString();
        return world.cli().run(words);
    }

    private List<String> violations(String document) {
        return world.sql().rows("""
                        SELECT v ->> 'path', v ->> 'rule' FROM winnow.extraction e
                        JOIN winnow.source s USING (document_id), jsonb_array_elements(e.detail -> 'violations') v
                        WHERE s.path LIKE '%%/%s.txt'""".formatted(document));
    }

    @Test
    void allReceipts() throws IOException {
        Map<String, JsonNode> records = LabelledSets.receipts();
        answer("receipts_sroie", "receipt", records);
        Path documents = LabelledSets.documents("receipts_sroie");

        run("receipt", documents).exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.report().path("documents").asInt()).isEqualTo(614);
        assertThat(world.report().path("outcomes")).hasToString("{\"EXTRACTED\":612,\"INVALID\":2}");
        assertThat(world.report().path("calls").asInt()).isEqualTo(612 + 2 * CALLS_OF_AN_INVALID_ONE);
        assertThat(violations(NO_TOTAL)).containsExactly("total|NotNull");
        assertThat(violations(NO_ADDRESS)).containsExactly("address|Missing");

        records.keySet().removeAll(List.of(NO_TOTAL, NO_ADDRESS));
        assertThat(records).hasSize(612);
        assertThat(TypedRows.differences(world.sql(), "receipt", records)).isEmpty();

        List<String> before = world.sql().snapshot();
        run("receipt", documents).exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.report().path("calls").asInt()).isZero();
        assertThat(world.report().path("documents").asInt()).isEqualTo(614);
        assertThat(world.sql().snapshot()).isEqualTo(before);
    }

    @Test
    void allAdvisoriesWithTheirLists() throws IOException {
        Map<String, JsonNode> records = LabelledSets.advisories();
        assertThat(records).hasSize(123);
        answer("advisories_curl", "advisory", records);
        Path documents = LabelledSets.documents("advisories_curl");

        run("advisory", documents).exits(ExitCodes.DONE);
        assertThat(TypedRows.differences(world.sql(), "advisory", records)).isEmpty();
        assertThat(world.sql().count("records.advisory_credits")).isEqualTo(273);

        List<String> before = world.sql().snapshot();
        run("advisory", documents).exits(ExitCodes.DONE);
        assertThat(world.report().path("calls").asInt()).isZero();
        assertThat(world.sql().snapshot()).isEqualTo(before);
    }

    /** Contracts, invoices as PDF and text, and long advisories: the model declines whatever is text. */
    @Test
    void everyOtherDocumentEndsInAnOutcome() throws IOException {
        List<String> words = new ArrayList<>();
        int texts = 0;
        int pdfs = 0;
        for (String set : List.of("contracts_cuad", "invoices_zugferd", "advisories_cisa")) {
            words.add(LabelledSets.documents(set).toString());
            for (Path file : LabelledSets.files(set)) {
                String name = file.getFileName().toString();
                if (name.endsWith(".txt")) {
                    texts++;
                    world.answer(
                            LabelledSets.text(set, name.substring(0, name.length() - ".txt".length())),
                            "{\"refusal\":\"No.\"}");
                } else {
                    pdfs++;
                }
            }
        }
        assertThat(pdfs).isPositive();
        world.run(words.toArray(String[]::new)).exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.outcomes()).isEqualTo("FAILED=" + pdfs + ", REFUSED=" + texts);
        assertThat(world.sql()
                        .rows("SELECT DISTINCT detail ->> 'reason' FROM winnow.extraction WHERE outcome = 'FAILED'"))
                .containsExactly("binary file: it holds zero bytes");
    }
}
