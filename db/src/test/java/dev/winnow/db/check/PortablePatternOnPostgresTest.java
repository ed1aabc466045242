package dev.winnow.db.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.db.table.TestDatabase;
import dev.winnow.db.table.TestPostgres;
import dev.winnow.core.constraint.PortablePattern;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPostgres.class)
class PortablePatternOnPostgresTest {

    private static final List<String> EXPRESSIONS = List.of(
            "CVE-[0-9]{4}-[0-9]{4,7}",
            "^CVE-[0-9]{4}-[0-9]{4,7}$",
            "^a|^b$|c",
            "a.*c",
            "\\D\\W\\S",
            "[\\#\\~\\'\\-]+\\-\\#",
            "\\d{3}-\\d+",
            "a|ab|",
            "(a|b)*c?",
            "(?:a(?:b|c){2}){1,3}",
            "[^a]*",
            "[^\\d]",
            "[^\\s\\w]",
            "[\\w.-]+",
            "[-a]+",
            "[a-]+",
            "[^-]+",
            "[\\-\\]\\[\\^\\\\]+",
            "[\\[.]+",
            "[\\[:a\\]:]+",
            "[!-/]+",
            "[a-c\\d_]+",
            "\\s*a\\s*",
            "[\\s]+",
            "[\\\\d]+",
            "\\\\d",
            "\\.\\*\\+\\?\\(\\)\\{\\}\\^\\$\\|\\/",
            "\\ta\\n",
            "[\\t\\n]",
            "a b#c",
            "ä[ö-ü]+",
            "😀{2}",
            "[😀-😂]",
            "[^😀]",
            "it's",
            "(a{2}){2}",
            "a{0}b",
            "a{2,}",
            "()a",
            "(|a)b",
            "\\*\\*\\*a",
            "[a-z]{255}");

    private static final List<String> PARTS = Stream.of(
                    "a b c d w 1 9 - _ . : [ ] ^ \\ / * + ? ( ) { } $ | # ' é ä ö ü ٣ 😀 😁 A".split(" "),
                    new String[] {" ", "\n", "\t", "\r", "\u000B", "\u0085", "\u2028", "\u00a0"})
            .flatMap(Stream::of)
            .toList();

    private static final List<String> ATOMS = Stream.concat(
                    Stream.of(
                            "[^a]", "[a-c]", "[^\\d-]", "\\d", "\\s", "\\w", "(?:a|b)", "(b|)", "\\.", "[\\w.]", "x",
                            ".", "\\D", "\\W", "\\S"),
                    PARTS.stream().map(part -> part.matches("[!-/:-@\\[-`{-~]") ? "\\" + part : part))
            .toList();

    private static final List<String> REPEATS = List.of("", "", "", "*", "+", "?", "{2}", "{1,3}", "{0,}");

    private final Random random = new Random(20261121);

    @Test
    void portableExpressionsMatchTheSameTexts(TestDatabase database) throws Exception {
        List<String> different = new ArrayList<>();
        for (String regexp : EXPRESSIONS) {
            compare(database, regexp, different);
        }
        for (int i = 0; i < 1_000; i++) {
            StringBuilder regexp = new StringBuilder();
            for (int j = random.nextInt(5); j >= 0; j--) {
                regexp.append(any(ATOMS)).append(any(REPEATS)).append(random.nextInt(8) == 0 ? "|" : "");
            }
            compare(database, regexp.toString(), different);
        }
        assertThat(different).isEmpty();
    }

    private void compare(TestDatabase database, String regexp, List<String> different) throws SQLException {
        Optional<String> portable = PortablePattern.of(regexp);
        assertThat(portable).as(regexp).isPresent();
        List<String> texts = new ArrayList<>(List.of(
                "",
                "CVE-2024-12345",
                "CVE-2024-12345\n",
                "123-4",
                "abbacc",
                "ab",
                "aa",
                "aa\n",
                "it's",
                "a".repeat(255)));
        IntStream.range(0, 40).forEach(i -> texts.add(text(regexp)));
        try (PreparedStatement match = database.connection()
                .prepareStatement("SELECT text ~ ? FROM unnest(?) WITH ORDINALITY AS t (text, place) ORDER BY place")) {
            match.setString(1, "^(?:" + portable.orElseThrow() + ")$");
            match.setArray(2, database.connection().createArrayOf("text", texts.toArray()));
            try (ResultSet answers = match.executeQuery()) {
                for (String text : texts) {
                    answers.next();
                    boolean expected = Pattern.matches(regexp, text);
                    if (expected != answers.getBoolean(1)) {
                        different.add("<" + regexp + "> on <" + text + ">: Java says " + expected);
                    }
                }
            }
        }
    }

    /** Of the expression's own characters or others. */
    private String text(String regexp) {
        int[] own = regexp.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            if (random.nextBoolean() && own.length > 0) {
                text.appendCodePoint(own[random.nextInt(own.length)]);
            } else {
                text.append(any(PARTS));
            }
        }
        return text.toString();
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
