package dev.winnow.simulator.reply;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts and cuts in tokens of o200k, the encoding of OpenAI's models since gpt-4o. */
public final class Tokens {
    /** Longer texts are only estimated: counting would hold up other calls. */
    private static final int LONGEST_COUNTED = 100_000;

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    private Tokens() {}

    static int count(String text) {
        return text.length() > LONGEST_COUNTED ? estimate(text.length()) : O200K.countTokensOrdinary(text);
    }

    /** A quarter of the characters, rounded up. */
    public static int estimate(int characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }

    /** The first tokens of a text; what is left of a character cut in two is dropped. */
    static String cut(String text, int tokens) {
        if (text.length() > LONGEST_COUNTED) {
            return text.substring(0, (int) Math.min(text.length(), (long) tokens * CHARACTERS_PER_TOKEN));
        }
        return O200K.decode(O200K.encodeOrdinary(text, tokens).getTokens());
    }
}
