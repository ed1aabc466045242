package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://API.OpenAI.com/v1",
        "https://api.openai.com/v1/",
        "https://api.openai.com:443/v1",
        "https://Api.openai.com:443/v1//",
    })
    void theSameServerWrittenDifferentlyIsTheSame(URI url) {
        assertThat(Endpoint.at(url).identity()).isEqualTo(Endpoint.OPENAI.identity());
    }

    @ParameterizedTest
    @CsvSource({"https://api.openai.com:444/v1", "https://api.openai.com/v2", "https://openai.com/v1"})
    void anotherPortPathOrHostIsAnother(URI url) {
        assertThat(Endpoint.at(url).identity()).isNotEqualTo(Endpoint.OPENAI.identity());
    }

    @ParameterizedTest
    @CsvSource({"http://h:80/v1, http://h/v1", "https://h:443, https://h", "https://h/, https://h"})
    void theUsualPortAndTheLastSlashDoNotCount(URI one, URI other) {
        assertThat(Endpoint.at(one).identity()).isEqualTo(Endpoint.at(other).identity());
    }
}
