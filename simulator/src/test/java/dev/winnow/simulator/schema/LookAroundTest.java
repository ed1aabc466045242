package dev.winnow.simulator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookAroundTest {
    @ParameterizedTest
    @ValueSource(strings = {"(?=a)", "a(?!b)", "(?<=a)b", "(?<!a)b", "\\\\(?=a)", "[a](?=b)"})
    void found(String pattern) {
        assertThat(LookAround.isIn(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\(?=a", "[(?=]", "(?:a)", "(?<name>a)", "a\\", "[\\](?=]"})
    void notFound(String pattern) {
        assertThat(LookAround.isIn(pattern)).isFalse();
    }
}
