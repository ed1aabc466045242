package dev.winnow.batch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordTypes;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DialectSettingTest {

    private static Recipe recipe(Map<String, Object> settings) {
        return ModelSetup.offline(
                        URI.create("http://127.0.0.1:1/v1"),
                        Settings.read(settings).model())
                .recipe(List.of(RecordTypes.load(DialectSettingTest.class.getClassLoader())
                        .get("receipt")));
    }

    @Test
    void decidesWhatTheSchemaSaysInWords() {
        Recipe told = recipe(Map.of());
        Recipe plain = recipe(Map.of("winnow.dialect", "fine-tuned"));

        assertThat(told.route()
                        .get(0)
                        .schemas()
                        .get(0)
                        .json()
                        .at("/properties/date")
                        .has("format"))
                .isTrue();
        assertThat(plain.route()
                        .get(0)
                        .schemas()
                        .get(0)
                        .json()
                        .at("/properties/date")
                        .has("format"))
                .isFalse();
        assertThat(plain.fingerprint()).isNotEqualTo(told.fingerprint());
    }

    @Test
    void mustBeAKnownOne() {
        assertThatThrownBy(() -> recipe(Map.of("winnow.dialect", "latin")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("winnow.dialect");
    }
}
