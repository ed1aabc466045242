package dev.winnow.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * At the edges of every constraint: what Bean Validation accepts the schema accepts. Each row says who accepts: {@code both},
 * {@code neither}, or the schema alone because it is {@code weaker}. None is {@code stricter}.
 */
class SchemaNeverStricterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);
    private static final String VALID_TEXTS = """
            {"notNull": "", "notBlank": "x", "notEmpty": "x", "shortText": "", "longText": "abc", "both": "abc",
             "veryLong": "", "shortAndNotBlank": "x", "pattern": "AB", "patternWithFlagInside": "abc",
             "patternWithFlag": "abc", "patternOfOtherMeaning": "a ", "email": "a@b", "nullable": null,
             "manyInSettledOrder": "a@b"}
            """;
    private static final String VALID_NUMBERS = """
            {"min": 1, "max": 99, "decimalMin": 1, "decimalMinExclusive": 1, "decimalMax": 1, "decimalMaxExclusive": 1,
             "positive": 1, "positiveOrZero": 0, "negative": -1, "negativeOrZero": 0, "digits": 1, "range": 2,
             "bothAndNullable": null}
            """;
    private static final String VALID_OTHERS = """
            {"notEmpty": ["x"], "atLeast": ["x", "y"], "atMost": [], "unique": [], "past": "2026-01-31",
             "pastOrPresent": "2026-01-31T10:00:00Z", "confirmed": true}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "notBlank              | '\\u00a0'                   | both",
                "notBlank              | '\\u2003'                   | weaker",
                "notBlank              | '\\n\\r x'                  | both",
                "notBlank              | '\\ud83d\\ude00'            | both",
                "notBlank              | ' \\t\\r\\n'                | neither",
                "notBlank              | '\\u0001'                   | both",
                "notBlank              | '\\u001c'                   | neither",
                "notBlank              | ''                          | neither",
                "notEmpty              | '\\n'                       | both",
                "notEmpty              | ''                          | neither",
                "shortText             | 'ab\\ncd'                   | both",
                "shortText             | '\\r\\n\\u2028\\u0085'      | both",
                "shortText             | '\\ud83d\\ude00\\ud83d\\ude00x' | both",
                "shortText             | '\\ud83d\\ude00\\ud83d\\ude00xy' | weaker",
                "shortText             | 'abcdef'                    | neither",
                "longText              | '\\ud83d\\ude00a'           | both",
                "longText              | '\\ud83d\\ude00\\ud83d\\ude00' | both",
                "longText              | 'a\\nb'                     | both",
                "longText              | 'ab'                        | weaker",
                "longText              | 'a'                         | neither",
                "nullable              | '\\ud83d\\ude00'            | both",
                "nullable              | 'a'                         | weaker",
                "both                  | 'a\\nb'                     | both",
                "both                  | 'abcdefg'                   | both",
                "both                  | 'abcdefgh'                  | neither",
                "shortAndNotBlank      | '   x'                      | both",
                "shortAndNotBlank      | '   '                       | weaker",
                "pattern               | 'AB'                        | both",
                "pattern               | '12345'                     | both",
                "pattern               | 'AB12'                      | neither",
                "pattern               | 'xAB'                       | neither",
                "patternWithFlagInside | 'ABC'                       | both",
                "patternWithFlag       | 'aBc'                       | both",
                "patternOfOtherMeaning | 'a\\u00a0'                  | neither",
                "email                 | 'somebody@example.org'      | both",
                "email                 | 'nobody'                    | weaker",
            })
    void onText(String property, String value, Verdict verdict) throws JsonProcessingException {
        assertThat(verdict(GoldenConstraints.Texts.class, VALID_TEXTS, property, value.replace('\'', '"')))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "min                 | 1                       | both",
                "min                 | 0                       | neither",
                "max                 | 99                      | both",
                "max                 | 100                     | neither",
                "decimalMin          | 0.01                    | both",
                "decimalMin          | 0.0100                  | both",
                "decimalMin          | 1e-2                    | both",
                "decimalMin          | 0.0099                  | neither",
                "decimalMinExclusive | 0.00000001              | both",
                "decimalMinExclusive | 0.00                    | neither",
                "decimalMax          | 12345678901234567890.125 | both",
                "decimalMax          | 12345678901234567890.126 | neither",
                "decimalMaxExclusive | 999.9999999999999       | both",
                "decimalMaxExclusive | 1000                    | neither",
                "decimalMaxExclusive | 999.99999999999999999999 | weaker",
                "positive            | 1234567890123456789012345 | both",
                "positive            | 0                       | neither",
                "positiveOrZero      | -0.0                    | both",
                "positiveOrZero      | -0.1                    | neither",
                "negative            | 0                       | neither",
                "negativeOrZero      | 1                       | neither",
                "digits              | 12345678.99             | both",
                "digits              | -12345678.99            | both",
                "digits              | 1e7                     | both",
                "digits              | 0.00                    | both",
                "digits              | 1.000                   | weaker",
                "digits              | 123456789               | weaker",
                "range               | 6                       | neither",
                "bothAndNullable     | 5                       | both",
                "bothAndNullable     | 6                       | neither",
            })
    void onNumbers(String property, String value, Verdict verdict) throws JsonProcessingException {
        assertThat(verdict(GoldenConstraints.Numbers.class, VALID_NUMBERS, property, value))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "notEmpty      | ['']                            | both",
                "notEmpty      | []                              | neither",
                "atLeast       | ['x']                           | neither",
                "atMost        | ['x', 'y', 'z']                 | both",
                "atMost        | ['x', 'y', 'z', 'z']            | neither",
                "unique        | ['\\u00a0']                     | both",
                "unique        | [' ']                           | neither",
                "unique        | ['x', 'x']                      | weaker",
                "past          | '2026-11-21'                    | weaker",
                "pastOrPresent | '2026-01-31T10:00:00.123456789Z' | both",
                "pastOrPresent | '2026-01-31T10:00:00+02:00'     | both",
                "pastOrPresent | '2999-01-01T00:00:00Z'          | weaker",
                "confirmed     | false                           | neither",
            })
    void onListsTimesAndFlags(String property, String value, Verdict verdict) throws JsonProcessingException {
        assertThat(verdict(GoldenConstraints.Others.class, VALID_OTHERS, property, value.replace('\'', '"')))
                .isEqualTo(verdict);
    }

    @Test
    void onLengthsBeyondWhatAPatternCounts() throws JsonProcessingException {
        Class<? extends Record> texts = GoldenConstraints.Texts.class;

        assertThat(verdict(texts, VALID_TEXTS, "veryLong", "\"" + "x".repeat(5_000) + "\""))
                .isEqualTo(Verdict.both);
        assertThat(verdict(texts, VALID_TEXTS, "veryLong", "\"" + "x".repeat(5_001) + "\""))
                .isEqualTo(Verdict.weaker);
    }

    private enum Verdict {
        both,
        neither,
        weaker,
        stricter
    }

    private static Verdict verdict(Class<? extends Record> javaType, String valid, String property, String value)
            throws JsonProcessingException {
        RecordType<?> type = RecordType.of(javaType);
        JsonNode schema = new SchemaGenerator().generate(type).json();
        ObjectNode reply = (ObjectNode) StrictJson.mapper().readTree(valid);
        RecordReader reader = new RecordReader(type, CLOCK);
        assertThat(reader.read(reply.toString())).isInstanceOf(Read.Valid.class);
        assertThat(JsonSchemas.violations(schema, reply)).isEmpty();

        reply.set(property, StrictJson.mapper().readTree(value));
        boolean validation = reader.read(reply.toString()) instanceof Read.Valid;
        boolean bySchema = JsonSchemas.violations(schema, reply).isEmpty();
        if (validation == bySchema) {
            return validation ? Verdict.both : Verdict.neither;
        }
        return bySchema ? Verdict.weaker : Verdict.stricter;
    }
}
