package dev.winnow.batch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHttpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/v1",
                "http://127.255.3.4/v1",
                "http://localhost:11434/v1",
                "http://LOCALHOST/v1",
                "http://[::1]:8080/v1",
                "http://[::ffff:127.0.0.1]/v1",
                "https://api.openai.com/v1",
                "HTTPS://10.0.0.1/v1"
            })
    void stays(String url) {
        assertThat(PlainHttp.leavesMachine(URI.create(url))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.openai.com/v1",
                "HTTP://gateway.internal/v1",
                "http://10.0.0.1/v1",
                "http://0.0.0.0/v1",
                "http://128.0.0.1/v1",
                "http://127.0.0.1.example.org/v1",
                "http://localhost.example.org/v1",
                "http://notlocalhost/v1",
                "http://[::ffff:10.0.0.1]/v1",
                "http://[fe80::1]/v1",
                "http://[::]/v1",
                // forms that only some programs take for an address
                "http://127.1/v1",
                "http://2130706433/v1",
                "http://0x7f.0.0.1/v1",
                "http://999.0.0.1/v1"
            })
    void leaves(String url) {
        assertThat(PlainHttp.leavesMachine(URI.create(url))).isTrue();
    }
}
