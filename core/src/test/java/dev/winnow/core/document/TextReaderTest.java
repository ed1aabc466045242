package dev.winnow.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextReaderTest {

    private final TextReader reader = new TextReader();

    private Reading read(String hex) {
        return reader.read(HexFormat.of().parseHex(hex));
    }

    @Test
    void readsUtf8AsItIs() {
        String text = " Größe\u00a0\uD83D\uDE00\r\n\t";

        assertThat(reader.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(new Reading.Text(text));
    }

    @Test
    void dropsOneByteOrderMark() {
        assertThat(read("efbbbf41")).isEqualTo(new Reading.Text("A"));
        assertThat(read("efbbbfefbbbf41")).isEqualTo(new Reading.Text("\uFFFDA"));
    }

    @Test
    void showsWhatIsHidden() {
        String text = "Tea 2.50\u200b\u001b[8m\u202e\0 TOTAL";

        assertThat(reader.read(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Reading.Text("Tea 2.50\uFFFD\uFFFD[8m\uFFFD\uFFFD TOTAL"));
    }

    @Test
    void readsTextWithAZeroByteInTen() {
        String line = "123456789";

        assertThat(reader.read((line + "\0").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Reading.Text(line + "\uFFFD"));
        assertThat(reader.read((line + line + "\0\0").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Reading.Text(line + line + "\uFFFD\uFFFD"));
        assertThat(reader.read((line + "\0\0").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Reading.Unreadable("binary file: it holds zero bytes"));
        assertThat(reader.read("UTF-16 has a zero in two".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(new Reading.Unreadable("binary file: it holds zero bytes"));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("", "empty file"),
                arguments("410042", "binary file: it holds zero bytes"),
                arguments("fffe4100", "binary file: it holds zero bytes"),
                arguments("41ff", "not valid UTF-8"),
                arguments("c0af", "not valid UTF-8"),
                arguments("eda080", "not valid UTF-8"),
                arguments("e282", "not valid UTF-8"),
                arguments("f5808080", "not valid UTF-8"),
                arguments("20090a0d", "nothing but white space"),
                arguments("31323334353637383930ff0031323334353637383930", "binary file: it holds zero bytes"),
                arguments("20e2808b0ae2808c20", "nothing that shows"),
                arguments("efbbbf", "nothing but white space"),
                arguments("efbbbf20", "nothing but white space"));
    }

    @ParameterizedTest
    @MethodSource
    void unreadable(String hex, String reason) {
        assertThat(read(hex)).isEqualTo(new Reading.Unreadable(reason));
    }

    @Test
    void thePassageCountsCodePoints() {
        assertThat(new Reading.Text("a\uD83D\uDE00b").whole()).isEqualTo(new Passage(0, 3));
        assertThatThrownBy(() -> new Passage(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Passage(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDocumentIsItsDigest() {
        assertThat(DocumentId.of("abc".getBytes(StandardCharsets.UTF_8)))
                .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ba78", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"})
    void aDocumentIdHasOneForm(String text) {
        assertThatThrownBy(() -> new DocumentId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a document id is 64 lower-case hexadecimal digits");
    }
}
