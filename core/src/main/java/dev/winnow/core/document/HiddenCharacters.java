package dev.winnow.core.document;

import java.util.BitSet;

/**
 * Characters that do not show, by their standing in Unicode 16.0: Default_Ignorable_Code_Point, controls, and what is none.
 * A list of our own, since {@link Character} has no such property and knows other characters in each version of Java.
 */
final class HiddenCharacters {

    private static final int[][] RANGES = {
        {0x0000, 0x0008}, // controls, before tab and line feed
        {0x000B, 0x000B}, // vertical tab
        {0x000E, 0x001F}, // controls, escape among them
        {0x007F, 0x0084}, // delete and controls, before next line
        {0x0086, 0x009F}, // controls, 9B begins an ANSI sequence as ESC [ does
        {0x00AD, 0x00AD}, // soft hyphen
        {0x034F, 0x034F}, // combining grapheme joiner
        {0x061C, 0x061C}, // Arabic letter mark
        {0x115F, 0x1160}, // Hangul fillers
        {0x17B4, 0x17B5}, // Khmer inherent vowels
        {0x180B, 0x180F}, // Mongolian selectors and vowel separator
        {0x200B, 0x200F}, // zero-width space, joiners, marks of direction
        {0x202A, 0x202E}, // embedding and override of direction
        {0x2060, 0x206F}, // word joiner, invisible operators, isolates, deprecated format characters
        {0x3164, 0x3164}, // Hangul filler
        {0xD800, 0xDFFF}, // half of a surrogate pair
        {0xFDD0, 0xFDEF}, // no characters
        {0xFE00, 0xFE0F}, // variation selectors
        {0xFEFF, 0xFEFF}, // zero-width no-break space, at the start of a file the byte order mark
        {0xFFA0, 0xFFA0}, // halfwidth Hangul filler
        {0xFFF0, 0xFFFB}, // reserved, and marks of text that stands beside other text
        {0x1BCA0, 0x1BCA3}, // shorthand format controls
        {0x1D173, 0x1D17A}, // musical format controls
        {0xE0000, 0xE0FFF}, // tags, more variation selectors, reserved
    };

    private static final BitSet ALL = new BitSet();

    static {
        for (int[] range : RANGES) {
            ALL.set(range[0], range[1] + 1);
        }
    }

    private HiddenCharacters() {}

    static boolean contains(int point) {
        return ALL.get(point) || (point & 0xFFFE) == 0xFFFE; // the last two of each plane are no characters
    }
}
