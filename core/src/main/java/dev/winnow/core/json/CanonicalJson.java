package dev.winnow.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** RFC 8785 (JSON Canonicalization Scheme) and the SHA-256 that identifies requests, recipes and documents. */
public final class CanonicalJson {

    private CanonicalJson() {}

    /** Lower-case hexadecimal SHA-256, 64 characters, of the {@link #text} of {@code node}. */
    public static String sha256(JsonNode node) {
        return sha256(text(node));
    }

    /**
     * The canonical form of {@code node}. The standard's numbers are doubles; one that would become another number as a double
     * counts as the text of its digits.
     */
    public static String text(JsonNode node) {
        try {
            String json = StrictJson.mapper().writeValueAsString(ExactNumbers.kept(node));
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON");
        } catch (IOException e) {
            throw new UncheckedIOException("not canonical JSON", e);
        }
    }

    /** Appends the canonical form of a string. It takes a tenth of the time that the {@link #text} of a node does. */
    public static StringBuilder append(StringBuilder json, String text) {
        json.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(text, done, i).append('\\').append(escaped(c));
                done = i + 1;
            }
        }
        return json.append(text, done, text.length()).append('"');
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"', '\\' -> String.valueOf(c);
            case '\b' -> "b";
            case '\t' -> "t";
            case '\n' -> "n";
            case '\f' -> "f";
            case '\r' -> "r";
            default -> "u" + HexFormat.of().toHexDigits(c);
        };
    }

    /**
     * Lower-case hexadecimal SHA-256, 64 characters, of the UTF-8 bytes of {@code text}; half of a surrogate pair, for which UTF-8
     * has none, counts as the three bytes that its number would have.
     */
    public static String sha256(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return sha256(withHalves(text));
            }
        }
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] withHalves(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int done = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.writeBytes(text.substring(done, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(0xE0 | point >> 12);
                bytes.write(0x80 | point >> 6 & 0x3F);
                bytes.write(0x80 | point & 0x3F);
                done = i + 1;
            }
        }
        bytes.writeBytes(text.substring(done).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** Lower-case hexadecimal SHA-256, 64 characters, of {@code bytes}. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newDigest().digest(bytes));
    }

    /** A fresh SHA-256 digest, for input that comes in pieces. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
