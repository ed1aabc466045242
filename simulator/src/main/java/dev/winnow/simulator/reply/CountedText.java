package dev.winnow.simulator.reply;

/** A text that counts its tokens once, when first asked. Thread-safe: two threads may count, with the same result. */
public final class CountedText {
    private static final int NOT_COUNTED = -1;

    private final String text;
    private volatile int tokens = NOT_COUNTED;

    public CountedText(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public int tokens() {
        if (tokens == NOT_COUNTED) {
            tokens = Tokens.count(text);
        }
        return tokens;
    }
}
