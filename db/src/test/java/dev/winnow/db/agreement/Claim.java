package dev.winnow.db.agreement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the documentation says of a mapping.
 *
 * @param strength how it stands to validation
 * @param asks whether it refuses anything at all: a keyword and a CHECK do, a sentence does not
 */
record Claim(Strength strength, boolean asks) {

    enum Strength {
        /** Says what validation says. */
        EXACT,
        /** Accepts what validation accepts and more. */
        WEAKER,
        /** As weaker, but no value that can be tried shows it. */
        WEAKER_UNSEEN
    }

    private static final Pattern FORM = Pattern.compile("(exact)|weaker(, unseen)?: .+");

    private static final Pattern SILENT = Pattern.compile("none|sentence");

    static Claim parse(String mapping, String strength) {
        Matcher form = FORM.matcher(strength);
        if (!form.matches()) {
            throw new IllegalArgumentException("neither exact nor weaker with a reason: " + strength);
        }
        Strength claimed = form.group(1) != null
                ? Strength.EXACT
                : form.group(2) != null ? Strength.WEAKER_UNSEEN : Strength.WEAKER;
        return new Claim(claimed, !SILENT.matcher(mapping).lookingAt());
    }
}
