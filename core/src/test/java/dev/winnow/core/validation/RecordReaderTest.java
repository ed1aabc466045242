package dev.winnow.core.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.type.RecordType;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReaderTest {

    private final RecordReader reader = new RecordReader(RecordType.of(Order.class), Clock.systemUTC());

    private List<String> violations(String reply) {
        Read read = reader.read(reply);
        assertThat(read).isInstanceOf(Read.Broken.class);
        return ((Read.Broken) read)
                .violations().stream()
                        .map(one -> one.path() + " | " + one.rule() + " | " + one.message())
                        .toList();
    }

    /** The valid order with other JSON for one property. */
    private static String with(String property, String json) {
        try {
            ObjectNode order = (ObjectNode) RecordJson.mapper().readTree(Order.VALID);
            String text = order.set(property, order.textNode("@@")).toString();
            return text.replace("\"@@\"", json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Order valid(String reply) {
        Read read = reader.read(reply);
        assertThat(read).isInstanceOf(Read.Valid.class);
        return (Order) ((Read.Valid) read).value();
    }

    @Test
    void readsAValidReplyWhoseJsonIsTheSame() throws JsonProcessingException {
        JsonNode same = RecordJson.mapper().readTree(Order.VALID);

        assertThat(reader.read(Order.VALID)).isInstanceOfSatisfying(Read.Valid.class, valid -> {
            assertThat(valid.value()).isInstanceOf(Order.class);
            assertThat(RecordJson.mapper().<JsonNode>valueToTree(valid.value())).hasToString(same.toString());
        });
    }

    static Stream<Arguments> noJsonObject() {
        String json = "Json | must be one JSON object and nothing else";
        String type = "Type | must be an object";
        return Stream.of(
                arguments("", type),
                arguments("  \n", type),
                arguments("[]", type),
                arguments("null", type),
                arguments("\"text\"", type),
                arguments("7", type),
                arguments("Here is the data you asked for.", json),
                arguments("```json\n" + Order.VALID + "\n```", json),
                arguments(Order.VALID + Order.VALID, json),
                arguments(Order.VALID + "trailing", json),
                arguments("\uFEFF" + Order.VALID, json),
                arguments("{\"buyer\": \"A\", \"buyer\": \"B\"}", json),
                arguments(Order.VALID.strip().substring(0, 100), json),
                arguments("{\"buyer\": \"raw line\nbreak\"}", json),
                arguments("{'buyer': 'x'}", json),
                arguments("{\"count\": NaN}", json),
                arguments("{\"count\": 012}", json),
                arguments("{\"count\": " + "9".repeat(2_000) + "}", json),
                arguments("[".repeat(100_000), json));
    }

    @ParameterizedTest
    @MethodSource
    void noJsonObject(String reply, String expected) {
        assertThat(violations(reply)).containsExactly(" | " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "buyer;      12;                        Type; must be a string",
                "buyer;      true;                      Type; must be a string",
                "buyer;      {};                        Type; must be a string",
                "buyer;      null;                      NotNull; must not be null",
                "buyer;      \"a\\u0000b\";             Text; must hold no NUL character and no half of a surrogate pair",
                "buyer;      \"\\ud800\";               Text; must hold no NUL character and no half of a surrogate pair",
                "buyer;      \"x\\udc00\\ud800\";       Text; must hold no NUL character and no half of a surrogate pair",
                "count;      \"12\";                    Type; must be a whole number",
                "count;      3.0;                       Type; must be a whole number",
                "count;      1e2;                       Type; must be a whole number",
                "count;      true;                      Type; must be a whole number",
                "count;      null;                      NotNull; must not be null",
                "count;      2147483648;                Range; is out of range",
                "big;        9223372036854775808;       Range; is out of range",
                "big;        \"1\";                     Type; must be a whole number",
                "huge;       1.0;                       Type; must be a whole number",
                "amount;     \"12.50\";                 Type; must be a number",
                "amount;     1e1001;                    Range; is out of range",
                "amount;     1e999999999;               Range; is out of range",
                "amount;     -1e-999999999;             Range; is out of range",
                "amount;     0e999999999;               Range; is out of range",
                "amount;     1e9999999999;              Json; must be one JSON object and nothing else",
                "ratio;      \"0.5\";                   Type; must be a number",
                "ratio;      1e400;                     Range; is out of range",
                "ratio;      1e999999999;               Range; is out of range",
                "paid;       \"true\";                  Type; must be true or false",
                "paid;       1;                         Type; must be true or false",
                "due_day;    \"2026-02-30\";            Format; must exist and be written as YYYY-MM-DD",
                "due_day;    \"2026-02-28T10:00:00\";   Format; must exist and be written as YYYY-MM-DD",
                "due_day;    \"2026-2-8\";              Format; must exist and be written as YYYY-MM-DD",
                "due_day;    \"+12026-02-28\";          Format; must exist and be written as YYYY-MM-DD",
                "due_day;    \"28.02.2026\";            Format; must exist and be written as YYYY-MM-DD",
                "due_day;    \"\";                      Format; must exist and be written as YYYY-MM-DD",
                "due_day;    20260228;                  Type; must be a string",
                "due_day;    [2026,2,28];               Type; must be a string",
                "printed_at; \"2026-01-31\";            Format; must exist and be written as YYYY-MM-DDThh:mm:ss",
                "printed_at; \"2026-01-31T10:00:00Z\";  Format; must exist and be written as YYYY-MM-DDThh:mm:ss",
                "sent_at;    \"2026-01-31T10:00:00\";   Format; must exist and be written as YYYY-MM-DDThh:mm:ss+hh:mm",
                "sent_at;    1769853600;                Type; must be a string",
                "reference;  \"no-uuid\";               Format; must exist and be written as a UUID",
                "status;     \"DONE\";                  Enum; must be one of all done, OPEN",
                "status;     0;                         Enum; must be one of all done, OPEN",
                "status;     \"\";                      Enum; must be one of all done, OPEN",
                "remark;     5;                         Type; must be a string",
                "lines;      {};                        Type; must be a list",
                "lines;      null;                      NotNull; must not be null",
            })
    void badValue(String property, String json, String rule, String message) {
        String path = rule.equals("Json") ? "" : property;

        assertThat(violations(with(property, json))).containsExactly(path + " | " + rule + " | " + message);
    }

    @Test
    void missingAndUnknownKeys() {
        String renamed = Order.VALID.replace("\"remark\"", "\"my_remark\"");

        assertThat(violations(renamed))
                .containsExactly(
                        "remark | Missing | must be present, as null if the document does not say",
                        " | Unknown | must have no other keys than buyer, count, big, huge, amount, ratio, paid,"
                                + " due_day, printed_at, sent_at, reference, status, remark, lines, tags");
    }

    @ParameterizedTest
    @CsvSource({"1234567890123456789012345", "0.1234567890123456789012345", "12.50", "1E+400", "-0.00"})
    void keepsEveryDigitOfADecimal(BigDecimal number) {
        assertThat(valid(with("amount", number.toString())).amount()).isEqualTo(number);
    }

    @Test
    void keepsEveryDigitOfAWholeNumber() {
        assertThat(valid(Order.VALID).huge()).isEqualTo("1234567890123456789012345");
        assertThat(valid(Order.VALID).big()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void keepsTextAsItIs() {
        assertThat(valid(with("buyer", "\" \\u00a0\\ud83d\\ude00\\n\"")).buyer())
                .isEqualTo(" \u00a0\uD83D\uDE00\n");
        assertThat(valid(with("remark", "\"\"")).remark()).isEmpty();
    }

    @Test
    void aRefusalByTheRecordItselfHasNoWordsOfTheReply() {
        assertThat(violations(with("buyer", "\"refuse me\"")))
                .containsExactly(" | Constructor | is refused by the record");
    }
}
