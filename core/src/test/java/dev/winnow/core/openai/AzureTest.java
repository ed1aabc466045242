package dev.winnow.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.Api;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.schema.RecordSchema;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureTest {

    @ParameterizedTest
    @CsvSource({
        "AZURE, '', CHAT_COMPLETIONS, /openai/deployments/gpt-test/chat/completions?api-version=2024-10-21",
        "AZURE, /, CHAT_COMPLETIONS, /openai/deployments/gpt-test/chat/completions?api-version=2024-10-21",
        "AZURE, '', RESPONSES, /openai/v1/responses",
        "AZURE, /openai/v1, CHAT_COMPLETIONS, /openai/v1/chat/completions",
        "AZURE, /openai/v1/, RESPONSES, /openai/v1/responses",
        "COMPATIBLE, /v1/, CHAT_COMPLETIONS, /v1/chat/completions",
        "COMPATIBLE, /openai/v1, RESPONSES, /openai/v1/responses",
        "COMPATIBLE, /deep/path/v1, CHAT_COMPLETIONS, /deep/path/v1/chat/completions",
        "COMPATIBLE, '', RESPONSES, /responses"
    })
    void theUrlTellsWhereARequestGoes(Endpoint.Kind kind, String base, Api api, String path) {
        try (FakeServer server = new FakeServer(kind, base)) {
            ModelRequest request = FakeServer.request(
                    new OutputForm.Schema(new RecordSchema("receipt", "A receipt.", FakeServer.schema())));
            server.answer(200, (api == Api.RESPONSES ? Way.RESPONSES_SCHEMA : Way.CHAT_SCHEMA).record("{}"));

            assertThat(server.call(new ModelRequest(
                            request.target().by(api, OutputStyle.SCHEMA), request.messages(), request.form(), 1)))
                    .isInstanceOf(ModelReply.class);
            assertThat(server.received.get(0).path()).isEqualTo(path);
            assertThat(server.received.get(0).json().path("model").asText()).isEqualTo("gpt-test");
        }
    }

    @Test
    void aResourceIsAskedInTheVersionThatIsSet() {
        try (FakeServer server = new FakeServer(Endpoint.Kind.AZURE, "", Optional.of("2025-04-01-preview"))) {
            server.answer(200, Way.CHAT_SCHEMA.record("{}"));

            assertThat(server.call()).isInstanceOf(ModelReply.class);
            assertThat(server.received.get(0).path()).endsWith("?api-version=2025-04-01-preview");
        }
    }
}
