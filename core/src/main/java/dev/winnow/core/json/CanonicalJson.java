package dev.winnow.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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

    /** Lower-case hexadecimal SHA-256, 64 characters, of the canonical form of {@code node}. */
    public static String sha256(JsonNode node) {
        try {
            return sha256(new JsonCanonicalizer(StrictJson.mapper().writeValueAsString(node)).getEncodedUTF8());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON");
        } catch (IOException e) {
            throw new UncheckedIOException("not canonical JSON", e);
        }
    }

    /** Lower-case hexadecimal SHA-256, 64 characters, of the UTF-8 bytes of {@code text}. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
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
