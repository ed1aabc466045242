package dev.winnow.core.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortablePatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "^[A-Z]{3}$; [A-Z]{3}",
                "^a|^b$; a|b",
                "a.c; a[^\\n\\r\\u0085\\u2028\\u2029]c",
                "\\D\\W; [^0-9][^a-zA-Z0-9_]",
                "\\S; [^\u0020\\t\\n\\x0B\\f\\r]",
                "a\\-b\\#; a-b#",
                "[\\-\\#\\.]; [\\-#\\.]",
                "(?:a\\/){2}; (?:a\\/){2}"
            })
    void isWrittenAsEveryEngineReadsIt(String regexp, String portable) {
        assertThat(PortablePattern.of(regexp)).contains(portable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a^b)",
                "a^b",
                "(^a)",
                "(a$)b",
                "\\|^a",
                "^*a",
                "a$$",
                "[a\\&\\&b]",
                "(?i)a",
                "(?=a)a",
                "(?<!a)b",
                "(?<n>a)",
                "a++",
                "a*?",
                "(a)\\1",
                "\\bword",
                "\\p{L}+",
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
