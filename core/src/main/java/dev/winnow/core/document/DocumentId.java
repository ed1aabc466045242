package dev.winnow.core.document;

import dev.winnow.core.json.CanonicalJson;

/**
 * Identity of a document.
 *
 * @param sha256 lower-case hexadecimal SHA-256 of the document's bytes, 64 characters
 */
public record DocumentId(String sha256) {

    private static final int DIGITS = 64;

    /** Refuses anything that is not a SHA-256 in lower-case hexadecimal. */
    public DocumentId {
        boolean fits = sha256.length() == DIGITS;
        for (int i = 0; fits && i < DIGITS; i++) {
            char c = sha256.charAt(i);
            fits = '0' <= c && c <= '9' || 'a' <= c && c <= 'f';
        }
        if (!fits) {
            throw new IllegalArgumentException("a document id is 64 lower-case hexadecimal digits");
        }
    }

    /** The identity of a document with these bytes. */
    public static DocumentId of(byte[] bytes) {
        return new DocumentId(CanonicalJson.sha256(bytes));
    }

    @Override
    public String toString() {
        return sha256;
    }
}
