package dev.winnow.core.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads UTF-8 text, with or without a byte order mark, and shows what is hidden in it. Thread-safe. */
public final class TextReader implements DocumentReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String BINARY = "binary file: it holds zero bytes";
    private static final char REPLACEMENT = '\uFFFD';
    /** Text has a stray zero byte or a padded field; UTF-16 and binary formats have more. */
    private static final int BYTES_FOR_A_ZERO = 10;

    @Override
    public String version() {
        return "utf8-text-2";
    }

    @Override
    public Reading read(byte[] bytes) {
        if (bytes.length == 0) {
            return new Reading.Unreadable("empty file");
        }
        int zeros = zeros(bytes);
        if (zeros > bytes.length / BYTES_FOR_A_ZERO) {
            return new Reading.Unreadable(BINARY);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Reading.Unreadable(zeros > 0 ? BINARY : "not valid UTF-8");
        }
        if (text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        if (text.isBlank()) {
            return new Reading.Unreadable("nothing but white space");
        }
        String shown = HiddenText.shown(text);
        boolean legible = shown.chars().anyMatch(c -> c != REPLACEMENT && !Character.isWhitespace(c));
        return legible ? new Reading.Text(shown) : new Reading.Unreadable("nothing that shows");
    }

    private static int zeros(byte[] bytes) {
        int zeros = 0;
        for (byte b : bytes) {
            if (b == 0) {
                zeros++;
            }
        }
        return zeros;
    }
}
