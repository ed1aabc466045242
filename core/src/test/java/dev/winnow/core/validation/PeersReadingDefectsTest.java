package dev.winnow.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.RecordType;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ways in which other libraries were seen to read a reply wrongly; those of their schemas are in PeersSchemaDefectsTest. */
class PeersReadingDefectsTest {

    enum Colour {
        RED,
        BLUE
    }

    @Extracted(value = "invoice", instructions = "/dev/winnow/core/instructions.md")
    record Invoice(
            @JsonProperty("invoice_no") String number,
            int pages,
            BigDecimal total,
            Optional<Colour> colour,
            @Nullable String remark,
            Map<String, Integer> parts,
            List<String> lines) {}

    private static final String VALID =
            "{\"invoice_no\":\"A\",\"pages\":2,\"total\":1.5,\"colour\":null,\"remark\":null,\"parts\":[],\"lines\":[]}";

    private final RecordReader reader = new RecordReader(RecordType.of(Invoice.class), Clock.systemUTC());

    private Invoice invoice(String reply) {
        Read read = reader.read(reply);
        assertThat(read).isInstanceOf(Read.Valid.class);
        return (Invoice) ((Read.Valid) read).value();
    }

    private List<String> rules(String reply) {
        Read read = reader.read(reply);
        assertThat(read).isInstanceOf(Read.Broken.class);
        return ((Read.Broken) read)
                .violations().stream()
                        .map(one -> (one.path() + " " + one.rule()).strip())
                        .toList();
    }

    /** openai-java 4.100.0 gives 0. */
    @Test
    void aMissingIntIsNoZero() {
        assertThat(rules(VALID.replace("\"pages\":2,", ""))).containsExactly("pages Missing");
        assertThat(rules(VALID.replace("\"pages\":2", "\"pages\":null"))).containsExactly("pages NotNull");
    }

    /** openai-java and Spring AI take it. */
    @Test
    void nullIsNoText() {
        assertThat(rules(VALID.replace("\"A\"", "null"))).containsExactly("invoice_no NotNull");
    }

    /** openai-java and Spring AI turn one into the other. */
    @Test
    void aTextIsNoNumberAndANumberNoText() {
        assertThat(rules(VALID.replace("\"pages\":2", "\"pages\":\"12\""))).containsExactly("pages Type");
        assertThat(rules(VALID.replace("\"A\"", "12"))).containsExactly("invoice_no Type");
    }

    /** LangChain4j's schema says {@code invoiceNo} where its parser wants {@code invoice_no}. */
    @Test
    void aRenamedPropertyIsReadByItsName() {
        assertThat(invoice(VALID).number()).isEqualTo("A");
        assertThat(rules(VALID.replace("invoice_no", "number"))).containsExactly("invoice_no Missing", "Unknown");
    }

    /** LangChain4j's parser refuses every Optional. */
    @Test
    void anOptionalIsReadBothWays() {
        assertThat(invoice(VALID).colour()).isEmpty();
        assertThat(invoice(VALID.replace("\"colour\":null", "\"colour\":\"RED\""))
                        .colour())
                .contains(Colour.RED);
    }

    /** Spring AI's and openai-java's map has no schema; LangChain4j's is always empty. */
    @Test
    void aMapKeepsItsEntriesInOrder() {
        String parts = "[{\"key\":\"b\",\"value\":1},{\"key\":\"a\",\"value\":2}]";
        assertThat(invoice(VALID.replace("\"parts\":[]", "\"parts\":" + parts)).parts())
                .containsExactly(Map.entry("b", 1), Map.entry("a", 2));
    }

    /** BAML and Mastra repair it into a shorter, valid list. */
    @Test
    void aCutReplyIsNeverRepaired() {
        String whole = VALID.replace("\"lines\":[]", "\"lines\":[\"one\",\"two\"]");
        for (int end = 1; end < whole.length(); end++) {
            assertThat(rules(whole.substring(0, end))).containsExactly("Json");
        }
    }

    /** Words around the JSON are cut off by lenient parsers, whatever they say. */
    @Test
    void wordsAroundTheJsonAreNoReply() {
        assertThat(rules("Here you are: " + VALID)).containsExactly("Json");
        assertThat(rules(VALID + " Anything else?")).containsExactly("Json");
        assertThat(rules("```json\n" + VALID + "\n```")).containsExactly("Json");
    }

    /** ExtractThinker makes it an empty text. */
    @Test
    void whatTheDocumentDoesNotSayIsNotEmpty() {
        assertThat(invoice(VALID).remark()).isNull();
        assertThat(invoice(VALID.replace("\"remark\":null", "\"remark\":\"\"")).remark())
                .isEmpty();
    }

    /** A double would have lost the end of it. */
    @Test
    void aNumberKeepsEveryDigit() {
        assertThat(invoice(VALID.replace("1.5", "123456789012345.678901234567")).total())
                .isEqualTo(new BigDecimal("123456789012345.678901234567"));
    }
}
