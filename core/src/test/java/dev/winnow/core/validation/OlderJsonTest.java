package dev.winnow.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.RecordType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OlderJsonTest {

    @Extracted(value = "order", instructions = "/dev/winnow/core/instructions.md")
    record Later(
            @JsonAlias({"named", "called"}) String name,
            @Nullable Kind kind,
            Optional<BigDecimal> amount,
            @Nullable Nested nested,
            @Nullable List<Nested> list,
            @Nullable Map<String, Nested> map,
            @Nullable Mark mark,
            @Nullable Later inner) {}

    record Nested(String needed, @Nullable Integer extra) {}

    enum Kind {
        @JsonAlias("old")
        @JsonProperty("new")
        NEW,
        @JsonProperty("other")
        OTHER
    }

    sealed interface Mark {}

    record Stamp(@Nullable String place) implements Mark {}

    record Seal(String color) implements Mark {}

    private static final String NULLS = "\"kind\":null,\"amount\":null,\"nested\":null,\"list\":null,\"map\":null,"
            + "\"mark\":null,\"inner\":null}";

    private static String fit(String json) throws Exception {
        return StrictJson.mapper()
                .writeValueAsString(OlderJson.fit(
                        RecordType.of(Later.class).shape(), StrictJson.mapper().readTree(json)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\u0001', textBlock = """
                    {"name":"a"};                             {"name":"a",
                    {"gone":1,"named":"a"};                   {"name":"a",
                    {"called":"b","named":"a"};               {"name":"a",
                    {"called":"b","name":"a"};                {"name":"a",
                    {};                                       {
                    """)
    void bringsARecordIntoTodaysForm(String older, String start) throws Exception {
        assertThat(fit(older)).isEqualTo(start + NULLS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\u0001', textBlock = """
                    "kind":"old";                             "kind":"new"
                    "kind":"other";                           "kind":"other"
                    "kind":5;                                 "kind":5
                    "amount":1.50;                            "amount":1.50
                    "nested":{"needed":"a","gone":[]};        "nested":{"needed":"a","extra":null}
                    "nested":{};                              "nested":{"extra":null}
                    "nested":"text";                          "nested":"text"
                    "list":[{"needed":"a"},null,3];           "list":[{"needed":"a","extra":null},null,3]
                    "map":[{"value":{"needed":"a"},"key":"k"}]; "map":[{"key":"k","value":{"needed":"a","extra":null}}]
                    "map":[{"key":"k"}];                      "map":[{"key":"k"}]
                    "mark":{"gone":1,"type":"stamp"};         "mark":{"type":"stamp","place":null}
                    "mark":{"color":"red","type":"seal"};     "mark":{"type":"seal","color":"red"}
                    "mark":{"type":"gone","x":1};             "mark":{"type":"gone","x":1}
                    "inner":{"named":"b"};                    "inner":{"name":"b","kind":null,"amount":null
                    """)
    void bringsWhatIsWithinIntoTodaysForm(String older, String later) throws Exception {
        assertThat(fit("{" + older + "}")).contains(later);
    }
}
