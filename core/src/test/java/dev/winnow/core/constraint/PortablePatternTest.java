package dev.winnow.core.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortablePatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.c",
                "^a",
                "a$",
                "(?i)a",
                "(?=a)a",
                "(?<!a)b",
                "(?<n>a)",
                "a++",
                "a*?",
                "(a)\\1",
                "\\bword",
                "\\p{L}+",
                "\\W",
                "\\D",
                "[^\\S]",
                "[a&&b]",
                "[a[bc]]",
                "[[:alpha:]]",
                "\\Qa\\E",
                "\\x41",
                "\\u0041",
                "\\01",
                "a{256}",
                "a{1000}",
                "(a{200}){200}",
                "((a{20}){20}){20}",
                "[]a]",
                "a]",
                "a}",
                "\\R",
                "\\h",
                "\\Z",
                "[a\\]&&[^b]]"
            })
    void whatCouldBeReadDifferentlyIsLeftOut(String regexp) {
        assertThat(PortablePattern.of(regexp)).isEmpty();
    }
}
