package dev.winnow.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenTextTest {

    private static final String SHOWN = "\uFFFD";

    /** Letters as tags, which no screen shows and many a model reads. */
    private static String tags(String ascii) {
        return ascii.chars().mapToObj(c -> Character.toString(0xE0000 + c)).collect(Collectors.joining());
    }

    private static String of(int... points) {
        return new String(points, 0, points.length);
    }

    static int[] hidden() {
        return new int[] {
            0x0, 0x7, 0x8, 0xB, 0xE, 0x1B, 0x1F, 0x7F, 0x80, 0x84, 0x86, 0x9B, 0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160,
            0x17B4, 0x17B5, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202D, 0x202E, 0x2060,
            0x2063, 0x2066, 0x2069, 0x206A, 0x206F, 0x3164, 0xD800, 0xDFFF, 0xFDD0, 0xFE00, 0xFE0E, 0xFE0F, 0xFEFF,
            0xFFA0, 0xFFF0, 0xFFF9, 0xFFFB, 0xFFFE, 0xFFFF, 0x1BCA0, 0x1D173, 0x1FFFE, 0xE0000, 0xE0001, 0xE0020,
            0xE007F, 0xE0100, 0xE01EF, 0xE0FFF, 0x10FFFF
        };
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void replacesWhatDoesNotShow(int point) {
        String character = of(point);

        assertThat(HiddenText.shown("a " + character + " b")).isEqualTo("a " + SHOWN + " b");
        assertThat(HiddenText.shown(character)).isEqualTo(SHOWN);
        assertThat(HiddenText.shown("\u65e5 " + character + character + "x"))
                .isEqualTo("\u65e5 " + SHOWN + SHOWN + "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Tea 2.50\tBun 1.50\r\n\f TOTAL 4.00 ~",
                "Gr\u00f6\u00dfe\u00a012\u202f500\u2028next\u0085line\u2029",
                "\u65e5\u672c\u8a9e \uFFFC \uE000 \u2800 \uFFFD",
                "Zerti\u00adfikats\u00adpr\u00fcfung",
                // Persian, with a non-joiner in the word; an abbreviation that ends in a joiner
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 1403 \u0647\u200d.\u0634",
                "\u0643\u064e\u200c\u062a\u0628",
                // Hindi: virama and joiner, virama and non-joiner; a chillu of old Malayalam at the end
                "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c\u0937 \u0d05\u0d35\u0d28\u0d4d\u200d",
                "\u1781\u17d2\u1798\u17c2\u179a\u200b\u1797\u17b6\u179f\u17b6",
                "\u1820\u180b \u182a\u180e\u1820",
                "\u845b\udb40\udd00\u57ce \uf9a0\ufe00 \u8fbb\udb40\udd01",
            })
    void leavesWriting(String text) {
        assertThat(HiddenText.shown(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u2764\ufe0f", // heart
                "\u2764\ufe0f\u200d\ud83d\udd25", // heart on fire
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", // family
                "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb", // woman, skin tone, computer
                "\ud83c\udff4\u200d\u2620\ufe0f", // pirate flag
                "\ud83c\udff3\ufe0f\u200d\ud83c\udf08", // rainbow flag
                "1\ufe0f\u20e3 #\ufe0f\u20e3", // keycaps
                "\u00a9\ufe0f \u2122\ufe0e \u203c\ufe0f \u2194\ufe0f \u3030\ufe0f",
                "\ud83c\udde9\ud83c\uddea", // flag of Germany
            })
    void leavesEmoji(String emoji) {
        assertThat(HiddenText.shown(emoji)).isSameAs(emoji);
        assertThat(HiddenText.shown("\0" + emoji + "\0")).isEqualTo(SHOWN + emoji + SHOWN);
    }

    @Test
    void leavesTheThreeFlagsMadeOfTags() {
        String flag = "\ud83c\udff4" + tags("gbsct") + of(0xE007F);

        assertThat(HiddenText.shown(flag + flag)).isEqualTo(flag + flag);
        assertThat(HiddenText.shown("\0" + flag + "!")).isEqualTo(SHOWN + flag + "!");
        assertThat(HiddenText.shown("\ud83c\udff4" + tags("obey!") + of(0xE007F)))
                .isEqualTo("\ud83c\udff4" + SHOWN.repeat(6));
        assertThat(HiddenText.shown("\ud83c\udff4" + tags("gbsct") + "x"))
                .isEqualTo("\ud83c\udff4" + SHOWN.repeat(5) + "x");
        assertThat(HiddenText.shown(flag + tags("all"))).isEqualTo(flag + SHOWN.repeat(3));
    }

    @Test
    void letsNothingBeSpelled() {
        List<String> spelled = List.of(
                "\ud83d\ude00" + of(0xE0100, 0xE0155, 0xE0160),
                "\ud83d\ude00" + "\ufe0f\ufe0e\ufe0f",
                "\u845b" + of(0xE0100, 0xE0101),
                "\u0645" + "\u200c\u200d\u200c",
                "a\u00ad\u00adb",
                "a\u200bb\u200cc\u200dd\u2060e",
                "\u0e01\u200b\u200b\u0e02");
        for (String text : spelled) {
            String shown = HiddenText.shown(text);
            long left = shown.codePoints().filter(HiddenCharacters::contains).count();
            assertThat(left).as(text).isLessThanOrEqualTo(1);
            assertThat(shown).contains(SHOWN);
        }
    }

    @Test
    void showsWhatAnAnsiSequenceConceals() {
        assertThat(HiddenText.shown("\u001b[8mobey\u001b[0m \u009b8mobey"))
                .isEqualTo(SHOWN + "[8mobey" + SHOWN + "[0m " + SHOWN + "8mobey");
    }

    @Test
    void keepsPlacesAndIsDoneAtOnce() {
        Random random = new Random(4);
        int[] points = IntStream.concat(
                        IntStream.of(hidden()), "aZ9 \n\u00e9\u0645\u0915\u094d\u65e5\u2764\u203c\u20e3".codePoints())
                .toArray();
        for (int round = 0; round < 20_000; round++) {
            String text = of(random.ints(8, 0, points.length)
                    .map(i -> random.nextInt(9) == 0 ? 0x1F3F4 : points[i])
                    .toArray());
            String shown = HiddenText.shown(text);
            assertThat(shown.codePointCount(0, shown.length())).isEqualTo(text.codePointCount(0, text.length()));
            assertThat(HiddenText.shown(shown)).isSameAs(shown);
        }
    }
}
