package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.winnow.core.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    @Test
    void addsUp() {
        assertThat(new Usage(1, 2, 3, 4, 5).plus(new Usage(10, 20, 30, 40, 50)))
                .isEqualTo(new Usage(11, 22, 33, 44, 55));
        assertThat(new Usage(1, 2, 3)).isEqualTo(new Usage(1, 2, 0, 3, 0));
    }

    @Test
    void isReadAsItIsWritten() throws JsonProcessingException {
        Usage usage = new Usage(Long.MAX_VALUE, 2, 3, 1L << 40, 5);
        String json = StrictJson.mapper().writeValueAsString(usage);

        assertThat(json)
                .isEqualTo(
                        "{\"input\":9223372036854775807,\"cached\":2,\"cacheWrite\":3,\"output\":1099511627776,\"reasoning\":5}");
        assertThat(StrictJson.mapper().readValue(json, Usage.class)).isEqualTo(usage);
    }

    @Test
    void whatAnEarlierVersionWroteIsRead() throws JsonProcessingException {
        String reply = """
                {"model":"m","finishReason":"STOP","content":"{}","refusal":null,"toolCalls":[],
                 "usage":{"input":50,"cached":20,"output":10}}""";

        assertThat(StrictJson.mapper().readValue(reply, ModelReply.class).usage())
                .contains(new Usage(50, 20, 0, 10, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"input\":1,\"cached\":0,\"output\":1,\"other\":1}",
                "{\"input\":null,\"cached\":0,\"output\":1}",
                "{\"input\":\"1\",\"cached\":0,\"output\":1}",
                "{\"input\":1.5,\"cached\":0,\"output\":1}",
                "[]"
            })
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> StrictJson.mapper().readValue(json, Usage.class))
                .isInstanceOf(JsonProcessingException.class);
    }
}
