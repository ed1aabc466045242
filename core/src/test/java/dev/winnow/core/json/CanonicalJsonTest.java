package dev.winnow.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

    private static String hash(String json) throws JsonProcessingException {
        return CanonicalJson.sha256(StrictJson.mapper().readTree(json));
    }

    @Test
    void knowsTheDigestsOfTheStandard() {
        assertThat(CanonicalJson.sha256(""))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(CanonicalJson.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .isEqualTo(CanonicalJson.sha256("abc".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"b\": [1, {\"d\": null, \"c\": true}], \"a\": \"x\"} | {\"a\":\"x\",\"b\":[1,{\"c\":true,\"d\":null}]}",
                "{\"n\": 1.0}                        | {\"n\":1}",
                "{\"n\": 1e3}                        | {\"n\":1000}",
                "{\"n\": 0.000001}                   | {\"n\":0.000001}",
                "{\"n\": 0.0000001}                  | {\"n\":1e-7}",
                "{\"n\": -0.0}                       | {\"n\":0}",
                "{\"n\": 1e21}                       | {\"n\":1e+21}",
                "{\"\\u00e9\": 1, \"z\": 2}          | {\"z\":2,\"é\":1}",
                "{\"t\": \"\\u0041\\/\\n\"}          | {\"t\":\"A/\\n\"}",
            })
    void isTheDigestOfTheCanonicalText(String json, String canonical) throws JsonProcessingException {
        assertThat(hash(json)).isEqualTo(CanonicalJson.sha256(canonical));
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740992, 9007199254740993",
        "0.1, 0.1000000000000000055511151231257827",
        "1e400, 1e401",
        "1e400, 1e308",
        "1e-400, 0",
        "-1e400, 1e400",
        "123456789012345678901234567890, 123456789012345678901234567891",
    })
    void tellsNumbersApartThatADoubleCannot(String one, String other) throws JsonProcessingException {
        assertThat(hash("{\"n\": [" + one + "]}")).isNotEqualTo(hash("{\"n\": [" + other + "]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740993, 9007199254740993.0",
        "1e400, 10e399",
        "0.10, 0.1",
        "100000000000000000000, 1e20",
    })
    void aNumberIsTheSameHoweverItIsWritten(String one, String other) throws JsonProcessingException {
        assertThat(hash("{\"n\": [" + one + "]}")).isEqualTo(hash("{\"n\": [" + other + "]}"));
    }

    @Test
    void halvesOfSurrogatePairsAreNoQuestionMarks() {
        assertThat(Stream.of("?", "\\ud800", "\\ud801", "\\udc00", "\\ud800\\udc00", "\\udc00\\ud800", "\\\\ud800")
                        .map(text -> "{\"a\": \"a" + text + "z\"}")
                        .map(CanonicalJsonTest::unchecked))
                .doesNotHaveDuplicates();
        assertThat(CanonicalJson.sha256("a\ud83d\ude00\u00e9"))
                .isEqualTo(CanonicalJson.sha256("a\ud83d\ude00\u00e9".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aStringAloneIsWrittenAsInsideOfANode() {
        StringBuilder all = new StringBuilder("\ud800 ");
        for (char c = 0; c < 0x180; c++) {
            all.append(c);
        }
        String text = all.append("\ud83d\ude00").toString();

        String list = CanonicalJson.text(
                JsonNodeFactory.instance.arrayNode().add(text).add(""));

        StringBuilder own = CanonicalJson.append(new StringBuilder("["), text).append(',');
        assertThat(CanonicalJson.append(own, "").append(']')).hasToString(list);
    }

    private static String unchecked(String json) {
        try {
            return hash(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void doesNotDependOnTheOrderOfKeys() throws JsonProcessingException {
        assertThat(hash("{\"a\": 1, \"b\": {\"c\": 2, \"d\": 3}}"))
                .isEqualTo(hash("{\"b\": {\"d\": 3, \"c\": 2}, \"a\": 1}"));
    }

    @Test
    void dependsOnTheOrderOfAListAndOnTheKindOfAValue() throws JsonProcessingException {
        assertThat(hash("[1, 2]")).isNotEqualTo(hash("[2, 1]"));
        assertThat(hash("{\"a\": 1}")).isNotEqualTo(hash("{\"a\": \"1\"}"));
        assertThat(hash("{\"a\": null}")).isNotEqualTo(hash("{}"));
    }
}
