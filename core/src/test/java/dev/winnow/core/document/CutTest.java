package dev.winnow.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.TokenCounter;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CutTest {

    private static final ToIntFunction<String> LETTERS = String::length;
    private static final String LINES = "line number one\n".repeat(1000);

    private static Kept kept(String text, int most, Overlong overlong, ToIntFunction<String> counter) {
        return Cut.of(text, most, overlong, counter).orElseThrow();
    }

    /** The passages' text with the marks between, made anew from the document. */
    private static String written(String text, Kept kept) {
        int[] points = text.codePoints().toArray();
        StringBuilder written = new StringBuilder();
        for (Passage passage : kept.passages()) {
            written.append(written.length() > 0 ? "\n" : "")
                    .append(new String(points, passage.start(), passage.end() - passage.start()));
            if (passage == kept.passages().get(0) && kept.leftOut() > 0) {
                written.append("\n[... ").append(kept.leftOut()).append(" characters left out ...]");
            }
        }
        int sum = kept.passages().stream().mapToInt(p -> p.end() - p.start()).sum();
        assertThat(sum + kept.leftOut()).isEqualTo(points.length);
        return written.toString();
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhatFits(Overlong overlong) {
        String text = "a\ud83d\ude00b";

        assertThat(kept(text, 4, overlong, LETTERS)).isEqualTo(new Kept(text, List.of(new Passage(0, 3)), 0));
        assertThat(Cut.of(text, 3, overlong, LETTERS)).isEmpty();
        assertThat(Cut.of(text, 0, overlong, LETTERS)).isEmpty();
        assertThat(Cut.of(text, -5, overlong, LETTERS)).isEmpty();
    }

    @Test
    void refuses() {
        assertThat(Cut.of(LINES, LINES.length(), Overlong.REFUSE, LETTERS)).isPresent();
        assertThat(Cut.of(LINES, LINES.length() - 1, Overlong.REFUSE, LETTERS)).isEmpty();
    }

    @Test
    void keepsWholeLinesOfTheHead() {
        Kept kept = kept(LINES, 1000, Overlong.HEAD, LETTERS);

        assertThat(kept.text())
                .isEqualTo("line number one\n".repeat(60) + "\n[... " + (LINES.length() - 960)
                        + " characters left out ...]");
        assertThat(kept.passages()).containsExactly(new Passage(0, 960));
        assertThat(kept.leftOut()).isEqualTo(LINES.length() - 960);
        assertThat(kept).hasToString("Kept[[Passage[start=0, end=960]], 15040 left out]");
    }

    @Test
    void keepsTwiceAsMuchOfTheHeadAsOfTheTail() {
        Kept kept = kept(LINES, 1000, Overlong.HEAD_AND_TAIL, LETTERS);

        assertThat(kept.passages()).containsExactly(new Passage(0, 640), new Passage(16_000 - 320, 16_000));
        assertThat(kept.text()).isEqualTo(written(LINES, kept)).hasSizeBetween(900, 1000);
    }

    @Test
    void cutsBetweenWordsWhereLinesAreLong() {
        Kept kept = kept("some words ".repeat(1000), 500, Overlong.HEAD_AND_TAIL, LETTERS);

        assertThat(kept.text())
                .matches("(some |words )+\n\\[\\.\\.\\. \\d+ characters left out \\.\\.\\.\\]\n(some |words )+");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFUSE")
    void cutsNoCharacterInTwo(Overlong overlong) {
        for (String character : List.of(
                "\ud83d\ude00",
                "e\u0301",
                "\r\n",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "\u2764\ufe0f\u200d\ud83d\udd25")) {
            String text = character.repeat(500);
            for (int most = 100; most < 130; most++) {
                Kept kept = kept(text, most, overlong, LETTERS);
                assertThat(kept.text())
                        .hasSizeLessThanOrEqualTo(most)
                        .matches("(?:" + character + ")+\n\\[[^\\]]+\\](\n(?:" + character + ")+)?");
                assertThat(kept.text()).isEqualTo(written(text, kept));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFUSE")
    void staysWithinTheTokensAndUsesMostOfThem(Overlong overlong) {
        Random random = new Random(7);
        List<String> parts = List.of(
                "total ",
                "12.50\t",
                "\n",
                "Zertifikat\u00adspr\u00fcfung ",
                "\u65e5\u672c\u8a9e",
                "\ud83d\ude00",
                "-----",
                "   ");
        for (int round = 0; round < 30; round++) {
            StringBuilder words = new StringBuilder();
            random.ints(20_000, 0, parts.size()).forEach(i -> words.append(parts.get(i)));
            String text = words.toString();
            int most = 100 + random.nextInt(5000);
            Kept kept = kept(text, most, overlong, TokenCounter::count);
            assertThat(TokenCounter.count(kept.text())).isBetween(most * 3 / 4, most);
            assertThat(kept.text()).isEqualTo(written(text, kept));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsNoMoreThanAFewTimesWhatFits(Overlong overlong) {
        AtomicLong counted = new AtomicLong();
        ToIntFunction<String> counter = text -> {
            counted.addAndGet(text.length());
            return text.length() / 4;
        };
        Cut.of("x".repeat(50_000_000), 10_000, overlong, counter);

        assertThat(counted.get()).isLessThan(400_000);
    }

    @Test
    void countsPlainTextOnce() {
        AtomicLong counted = new AtomicLong();
        kept(LINES, 100_000, Overlong.REFUSE, text -> {
            counted.addAndGet(text.length());
            return TokenCounter.count(text);
        });

        assertThat(counted.get()).isEqualTo(LINES.length());
    }
}
