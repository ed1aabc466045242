package dev.winnow.core.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads UTF-8 text, with or without a byte order mark. Thread-safe. */
public final class TextReader implements DocumentReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    @Override
    public String version() {
        return "utf8-text-1";
    }

    @Override
    public Reading read(byte[] bytes) {
        if (bytes.length == 0) {
            return new Reading.Unreadable("empty file");
        }
        for (byte b : bytes) {
            if (b == 0) {
                return new Reading.Unreadable("binary file: it holds zero bytes");
            }
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
            return new Reading.Unreadable("not valid UTF-8");
        }
        if (text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        return text.isBlank() ? new Reading.Unreadable("nothing but white space") : new Reading.Text(text);
    }
}
