package dev.winnow.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.type.RecordType;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EveryShapeTest {

    private static final ObjectMapper MAPPER = RecordJson.mapper();

    private final RecordReader reader = new RecordReader(RecordType.of(Everything.class), Clock.systemUTC());

    /** The valid reply with other JSON for one property. */
    private static String with(String property, String json) throws JsonProcessingException {
        ObjectNode reply = (ObjectNode) MAPPER.readTree(Everything.VALID);
        assertThat(reply.has(property)).isTrue();
        return reply.put(property, "@@").toString().replace("\"@@\"", json);
    }

    private Everything valid(String reply) {
        Read read = reader.read(reply);
        assertThat(read).isInstanceOf(Read.Valid.class);
        return (Everything) ((Read.Valid) read).value();
    }

    private List<String> violations(String reply) {
        Read read = reader.read(reply);
        assertThat(read).isInstanceOf(Read.Broken.class);
        return ((Read.Broken) read)
                .violations().stream()
                        .map(one -> one.path() + " | " + one.rule())
                        .toList();
    }

    @Test
    void isReadAndWrittenAlike() throws JsonProcessingException {
        Everything record = valid(Everything.VALID);

        assertThat(MAPPER.writeValueAsString(record)).isEqualTo(Everything.VALID);
        assertThat(MAPPER.<JsonNode>valueToTree(record))
                .hasToString(MAPPER.readTree(Everything.VALID).toString());
        assertThat(MAPPER.readValue(Everything.VALID, Everything.class)).isEqualTo(record);
        assertThat(record.ignored()).isNull();
        assertThat(record.empty()).isEmpty();
        assertThat(record.maps().orElseThrow()).containsOnlyKeys(Everything.Colour.BLUE, Everything.Colour.RED);
        assertThat(record.tree().payment()).isInstanceOf(Everything.Payment.Cash.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            nullValues = "same",
            value = {
                "text;     \"\";                             same",
                "letter;   \"\\n\";                          same",
                "letter;   \"é\";                            same",
                "tiny;     127;                              same",
                "small;    -32768;                           same",
                "year;     1;                                same",
                "year;     9999;                             same",
                "huge;     -0;                               0",
                "amount;   1000000000000000000000000.10;     same",
                "single;   1;                                1.0",
                "single;   3.4028235E38;                     340282350000000000000000000000000000000",
                "single;   1.00000017881393432617187499;     1.0000001",
                "ratio;    1;                                1.0",
                "ratio;    1.7976931348623157E308;           same",
                "ratio;    0.1000000000000000055511151231;   0.1",
                "day;      \"0001-01-01\";                   same",
                "day;      \"9999-12-31\";                   same",
                "time;     \"23:59:59.999999999\";           same",
                "time;     \"00:00:00.100000000\";           \"00:00:00.1\"",
                "local;    \"9999-12-31T23:59:59.5\";        same",
                "offset;   \"2024-01-01T00:00:00+00:00\";    \"2024-01-01T00:00:00Z\"",
                "offset;   \"2024-01-01T00:00:00-00:00\";    \"2024-01-01T00:00:00Z\"",
                "offset;   \"2024-01-01T00:00:00-18:00\";    same",
                "offset;   \"0001-01-01T00:00:00-01:00\";    same",
                "instant;  \"2024-01-01T00:00:00+05:30\";    \"2023-12-31T18:30:00Z\"",
                "instant;  \"2024-01-01T00:00:00+00:00\";    \"2024-01-01T00:00:00Z\"",
                "instant;  \"9999-12-31T23:59:59.999999999Z\"; same",
                "duration; \"P1DT1M\";                       \"PT24H1M\"",
                "duration; \"PT0S\";                         same",
                "duration; \"PT-0.5S\";                      same",
                "duration; \"PT2000000000H\";                same",
                "duration; \"PT-2000000000H\";               same",
                "period;   \"P0D\";                          same",
                "period;   \"P2W\";                          \"P14D\"",
                "period;   \"P-1Y1M\";                       same",
                "month;    \"0001-12\";                      same",
                "currency; \"XXX\";                          same",
                "language; \"en\";                           same",
                "language; \"EN-us\";                        \"en-US\"",
                "language; \"zh-Hant-TW-x-java\";            same",
                "language; \"de-DE-u-co-phonebk\";           same",
                "language; \"und\";                          same",
                "uri;      \"\";                             same",
                "uri;      \"urn:isbn:1\";                   same",
                "uuid;     \"123E4567-E89B-12D3-A456-42661417400F\"; \"123e4567-e89b-12d3-a456-42661417400f\"",
                "colour;   \"crimson\";                      \"deep red\"",
                "initial;  \"I\";                            same",
                "maybe;    null;                             same",
                "maybeInt; null;                             same",
                "maybeLong; null;                            same",
                "maybeDouble; null;                          same",
                "list;     [];                               same",
                "days;     [null,null];                      same",
                "set;      [];                               same",
                "map;      [];                               same",
                "maps;     null;                             same",
                "payment;  {\"number\":\"4\",\"type\":\"card\"}; {\"type\":\"card\",\"number\":\"4\"}",
            })
    void good(String property, String json, String canonical) throws JsonProcessingException {
        Everything record = valid(with(property, json));

        String written = MAPPER.writeValueAsString(record);
        assertThat(written).isEqualTo(with(property, canonical == null ? json : canonical));
        assertThat(valid(written)).isEqualTo(record);
        assertThat(MAPPER.readValue(written, Everything.class)).isEqualTo(record);
        assertThat(MAPPER.readValue(with(property, json), Everything.class)).isEqualTo(record);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "text;     1;                                Type",
                "letter;   \"\";                             Format",
                "letter;   \"ab\";                           Format",
                "letter;   \"😀\";                           Format",
                "letter;   \"\\u0000\";                      Text",
                "letter;   \"\\ud800\";                      Text",
                "letter;   65;                               Type",
                "tiny;     128;                              Range",
                "tiny;     -129;                             Range",
                "tiny;     1.0;                              Type",
                "small;    32768;                            Range",
                "small;    \"1\";                            Type",
                "medium;   2147483648;                       Range",
                "large;    9223372036854775808;              Range",
                "year;     0;                                Range",
                "year;     10000;                            Range",
                "year;     \"2024\";                         Type",
                "year;     2024.5;                           Type",
                "single;   1e39;                             Range",
                "single;   \"NaN\";                          Type",
                "ratio;    1e309;                            Range",
                "ratio;    -1e999999999;                     Range",
                "amount;   1e1000;                           Range",
                "yes;      \"true\";                         Type",
                "yes;      1;                                Type",
                "day;      \"2023-02-29\";                   Format",
                "day;      \"2024-02-30\";                   Format",
                "day;      \"2024-13-01\";                   Format",
                "day;      \"0000-01-01\";                   Format",
                "day;      \"10000-01-01\";                  Format",
                "day;      \"+2024-01-01\";                  Format",
                "day;      \"2024-1-1\";                     Format",
                "day;      \" 2024-01-01\";                  Format",
                "day;      \"2024-01-01\\n\";                Format",
                "day;      \"٢٠٢٤-01-01\";                   Format",
                "day;      [2024,1,1];                       Type",
                "day;      20240101;                         Type",
                "time;     \"24:00:00\";                     Format",
                "time;     \"10:00\";                        Format",
                "time;     \"25:00:00\";                     Format",
                "time;     \"23:59:60\";                     Format",
                "time;     \"10:00:00.1234567890\";          Format",
                "time;     \"10:00:00Z\";                    Format",
                "local;    \"2024-01-01T24:00:00\";          Format",
                "local;    \"2024-01-01 10:00:00\";          Format",
                "local;    \"2024-01-01T10:00:00Z\";         Format",
                "local;    \"0000-01-01T10:00:00\";          Format",
                "offset;   \"2024-01-01T10:00:00\";          Format",
                "offset;   \"2024-01-01T10:00:00+19:00\";    Format",
                "offset;   \"2024-01-01T10:00:00+01\";       Format",
                "offset;   \"2024-01-01T10:00:00z\";         Format",
                "offset;   \"2024-01-01T10:00:00+01:00[Europe/Paris]\"; Format",
                "offset;   \"9999-12-31T23:59:59-01:00\";    Range",
                "offset;   \"0001-01-01T00:00:00+01:00\";    Range",
                "instant;  \"2024-01-01T24:00:00Z\";         Format",
                "instant;  \"2016-12-31T23:59:60Z\";         Format",
                "instant;  1704067200;                       Type",
                "instant;  \"1704067200\";                   Format",
                "instant;  \"9999-12-31T23:59:59-00:01\";    Range",
                "duration; \"PT\";                           Format",
                "duration; \"P\";                            Format",
                "duration; \"pt1h\";                         Format",
                "duration; \"P1Y\";                          Format",
                "duration; \"PT2000000000H0.1S\";            Range",
                "duration; \"PT-2000000001H\";               Range",
                "duration; \"PT999999999999H999999999999M\"; Range",
                "duration; 60;                               Type",
                "period;   \"P\";                            Format",
                "period;   \"P1DT1H\";                       Format",
                "period;   \"P999999999W\";                  Range",
                "period;   \"P178956971Y\";                  Range",
                "month;    \"2024-13\";                      Format",
                "month;    \"0000-01\";                      Format",
                "month;    \"2024-1\";                       Format",
                "currency; \"ABC\";                          Format",
                "currency; \"eur\";                          Format",
                "currency; \"\";                             Format",
                "language; \"en_US\";                        Format",
                "language; \"en-\";                          Format",
                "language; \"en-abcdefghi\";                 Format",
                "language; \"en-a\";                         Format",
                "language; \"\";                             Format",
                "uri;      \"a b\";                          Format",
                "uri;      \"http://[\";                     Format",
                "uri;      \"http://é\";                     Format",
                "uuid;     \"1-1-1-1-1\";                    Format",
                "uuid;     \"123e4567e89b12d3a456426614174000\"; Format",
                "colour;   \"RED\";                          Enum",
                "colour;   0;                                Enum",
                "rank;     3;                                Enum",
                "rank;     \"2\";                            Enum",
                "rank;     2.0;                              Enum",
                "rank;     null;                             NotNull",
                "initial;  \"\";                             Format",
                "maybeInt; 1.5;                              Type",
                "maybeLong; 9223372036854775808;             Range",
                "maybeDouble; \"1\";                         Type",
                "list;     null;                             NotNull",
                "set;      {};                               Type",
                "map;      {\"2024-01\":1};                  Type",
                "payment;  \"card\";                         Type",
                "payment;  [\"card\",{\"number\":\"1\"}];    Type",
            })
    void bad(String property, String json, String rule) throws JsonProcessingException {
        assertThat(violations(with(property, json))).containsExactly(property + " | " + rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "list;    [\"a\",1,\"b\"];                            list[1] | Type",
                "days;    [\"2024-01-01\",\"2024-02-30\"];            days[1] | Format",
                "set;     [\"123e4567-e89b-12d3-a456-42661417400f\",\"123E4567-E89B-12D3-A456-42661417400F\"]; set[1] | Unique",
                "set;     [null];                                     set[0] | NotNull",
                "map;     [{\"key\":\"2024-01\",\"value\":1},{\"key\":\"2024-02\",\"value\":1},{\"key\":\"2024-01\",\"value\":2}]; map[2].key | Unique",
                "map;     [{\"key\":\"2024-01\"}];                    map[0].value | Missing",
                "map;     [{\"value\":1}];                            map[0].key | Missing",
                "map;     [{\"key\":null,\"value\":1}];               map[0].key | NotNull",
                "map;     [{\"key\":\"2024-01\",\"value\":null}];     map[0].value | NotNull",
                "map;     [{\"key\":\"2024-13\",\"value\":1}];        map[0].key | Format",
                "map;     [{\"key\":\"2024-01\",\"value\":1,\"x\":1}]; map[0] | Unknown",
                "map;     [null];                                     map[0] | Type",
                "maps;    [{\"key\":\"blue\",\"value\":[[{\"key\":\"a\",\"value\":true}]]}]; maps[0].value[0][0].value | Type",
                "generic; {\"first\":[],\"second\":[{\"type\":\"cash\",\"amount\":\"1\"}]}; generic.second[0].amount | Type",
                "payment; {\"type\":\"cheque\",\"number\":\"1\"};     payment.type | Enum",
                "payment; {\"type\":1,\"number\":\"1\"};              payment.type | Enum",
                "payment; {\"type\":null,\"number\":\"1\"};           payment.type | Enum",
                "payment; {\"number\":\"1\"};                         payment.type | Missing",
                "payment; {\"type\":\"card\"};                        payment.number | Missing",
                "payment; {\"type\":\"card\",\"number\":\"1\",\"amount\":1}; payment | Unknown",
                "cash;    {\"type\":\"cash\",\"amount\":1};           cash | Unknown",
                "figures; [{\"kind\":\"circle\",\"radius\":1}];       figures[0].kind | Enum",
                "figures; [{\"kind\":\"box\",\"sides\":[null]}];      figures[0].sides[0] | NotNull",
                "tree;    {\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[{\"name\":1,\"children\":[],\"payment\":null}],\"payment\":null}],\"payment\":null}; tree.children[0].children[0].name | Type",
            })
    void badWithin(String property, String json, String violation) throws JsonProcessingException {
        assertThat(violations(with(property, json))).containsExactly(violation);
    }

    @Test
    void aliasesAreReadAndNotWritten() throws JsonProcessingException {
        Everything record = valid(Everything.VALID.replace("\"renamed\"", "\"second_name\""));

        assertThat(MAPPER.writeValueAsString(record)).isEqualTo(Everything.VALID);
        assertThat(violations(Everything.VALID.replace("\"renamed\":\"r\"", "\"renamed\":\"r\",\"second_name\":\"r\"")))
                .containsExactly(" | Unknown");
        assertThat(violations(Everything.VALID.replace("\"renamed\":\"r\"", "\"second_name\":1")))
                .containsExactly("renamed | Type");
    }

    @ParameterizedTest
    @CsvSource({"ignored", "empty", "complete", "shadow", "summary", "component"})
    void whatIsNoPropertyIsUnknown(String key) {
        assertThat(violations(Everything.VALID.replace("{\"text\"", "{\"" + key + "\":null,\"text\"")))
                .containsExactly(" | Unknown");
    }
}
