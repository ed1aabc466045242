package dev.winnow.core.document;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Where a character that does not show belongs to the way something is written. One may stand at each such place, never a row of
 * them, so that nothing can be spelled with them alone.
 */
final class InWriting {

    private static final int SOFT_HYPHEN = 0xAD;
    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int TEXT_STYLE = 0xFE0E;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int FIRST_TAG = 0xE0000;

    /** Scripts whose letters change their form where they join. */
    private static final Set<UnicodeScript> JOINING = EnumSet.of(
            UnicodeScript.ARABIC,
            UnicodeScript.SYRIAC,
            UnicodeScript.MANDAIC,
            UnicodeScript.NKO,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI,
            UnicodeScript.ORIYA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA,
            UnicodeScript.MYANMAR,
            UnicodeScript.KHMER,
            UnicodeScript.BALINESE,
            UnicodeScript.JAVANESE);

    /** Scripts without blanks between words, where a zero-width space tells where a line may break. */
    private static final Set<UnicodeScript> UNSPACED =
            EnumSet.of(UnicodeScript.KHMER, UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.MYANMAR);

    private static final Set<UnicodeScript> MONGOLIAN = EnumSet.of(UnicodeScript.MONGOLIAN);

    /** England, Scotland and Wales: the only flags made of tags that Unicode recommends. */
    private static final List<String> FLAGS = List.of(tags("gbeng"), tags("gbsct"), tags("gbwls"));

    private InWriting() {}

    /** How many characters from {@code at} on, where a hidden one stands, belong to the writing there; 0 if none. */
    static int length(String text, int at) {
        int point = text.codePointAt(at);
        int before = at == 0 ? 0 : text.codePointBefore(at);
        int end = at + Character.charCount(point);
        int after = end == text.length() ? 0 : text.codePointAt(end);
        if (before == BLACK_FLAG && point > FIRST_TAG) {
            return FLAGS.stream()
                    .filter(flag -> text.startsWith(flag, at))
                    .mapToInt(String::length)
                    .findAny()
                    .orElse(0);
        }
        return belongs(point, before, after) || point == JOINER && joinsEmoji(text, at, after) ? end - at : 0;
    }

    private static boolean belongs(int point, int before, int after) {
        return switch (point) {
            case SOFT_HYPHEN -> isLetter(before) && isLetter(after);
            case ZERO_WIDTH_SPACE -> isOf(UNSPACED, before) && isOf(UNSPACED, after);
            // at the end of a word too: it shapes abbreviations in Persian and chillus in Malayalam
            case NON_JOINER, JOINER -> isOf(JOINING, before);
            case TEXT_STYLE, EMOJI_STYLE -> isEmoji(before) || after == KEYCAP && isKey(before);
            case 0x180B, 0x180C, 0x180D, 0x180E, 0x180F -> isOf(MONGOLIAN, before);
            default -> isVariant(point) && Character.isIdeographic(before);
        };
    }

    private static boolean joinsEmoji(String text, int at, int after) {
        int emoji = at;
        if (emoji > 0 && text.charAt(emoji - 1) == EMOJI_STYLE) {
            emoji--;
        }
        return emoji > 0 && isEmoji(text.codePointBefore(emoji)) && isEmoji(after);
    }

    /** One that shows: fillers are letters too. */
    private static boolean isLetter(int point) {
        return Character.isLetter(point) && !HiddenCharacters.contains(point);
    }

    /** A letter or mark of one of the scripts, and one that shows; Arabic's marks count to all scripts. */
    private static boolean isOf(Set<UnicodeScript> scripts, int point) {
        if (HiddenCharacters.contains(point)) {
            return false;
        }
        int type = Character.getType(point);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        boolean arabicMark = mark && point >= 0x0600 && point <= 0x06FF;
        return (mark || Character.isLetter(point))
                && scripts.contains(arabicMark ? UnicodeScript.ARABIC : UnicodeScript.of(point));
    }

    /** A symbol, more than just emoji: which symbols have become emoji changes from year to year. */
    private static boolean isEmoji(int point) {
        int type = Character.getType(point);
        return point >= 0x1F000 && point <= 0x1FAFF
                || point < 0x10000 && (type == Character.OTHER_SYMBOL || type == Character.MATH_SYMBOL) && point > 0x7F
                || point == 0x203C // double exclamation mark
                || point == 0x2049 // exclamation and question mark
                || point == 0x2139 // information source
                || point == 0x3030; // wavy dash
    }

    private static boolean isKey(int point) {
        return point >= '0' && point <= '9' || point == '#' || point == '*';
    }

    private static boolean isVariant(int point) {
        return point >= 0xFE00 && point <= 0xFE02 || point >= 0xE0100 && point <= 0xE01EF;
    }

    private static String tags(String region) {
        StringBuilder tags = new StringBuilder();
        region.chars().forEach(c -> tags.appendCodePoint(FIRST_TAG + c));
        return tags.appendCodePoint(0xE007F).toString();
    }
}
