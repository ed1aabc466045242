package dev.winnow.core.document;

/**
 * Shows what a model would read and a person would not see: each character that hides text, or has no place in text, becomes one
 * U+FFFD. As many code points come out as went in, so that places in the text stay. The same on every version of Java.
 */
public final class HiddenText {

    private static final char REPLACEMENT = '\uFFFD';

    private HiddenText() {}

    /**
     * The text with nothing hidden in it; the same object where nothing was. No half of a surrogate pair is left.
     *
     * <p>Replaced are zero-width characters, marks and overrides of direction, tags, variation selectors, fillers, deprecated
     * format characters, non-characters, halves of surrogate pairs, and controls other than tab, line feed, form feed, carriage
     * return and next line, which are white space. Of an ANSI sequence only the escape character is: the rest of it is
     * plain text once that is gone, and shows. What belongs to writing stays where it belongs: joiners in scripts that
     * join, soft hyphens inside words, emoji, variants of ideographs.
     */
    public static String shown(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (' ' <= c && c <= '~') {
                i++;
                continue;
            }
            int point = text.codePointAt(i);
            int length = HiddenCharacters.contains(point) ? InWriting.length(text, i) : Character.charCount(point);
            if (length == 0) {
                return replaced(text, i);
            }
            i += length;
        }
        return text;
    }

    private static String replaced(String text, int first) {
        StringBuilder shown = new StringBuilder(text.length()).append(text, 0, first);
        int i = first;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            int length = HiddenCharacters.contains(point) ? InWriting.length(text, i) : Character.charCount(point);
            if (length == 0) {
                shown.append(REPLACEMENT);
                length = Character.charCount(point);
            } else {
                shown.append(text, i, i + length);
            }
            i += length;
        }
        return shown.toString();
    }
}
