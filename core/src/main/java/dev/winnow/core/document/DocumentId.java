package dev.winnow.core.document;

import dev.winnow.core.json.CanonicalJson;
import java.util.regex.Pattern;

/**
 * Identity of a document.
 *
 * @param sha256 lower-case hexadecimal SHA-256 of the document's bytes, 64 characters
 */
public record DocumentId(String sha256) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** Refuses anything that is not a SHA-256 in lower-case hexadecimal. */
    public DocumentId {
        if (!FORM.matcher(sha256).matches()) {
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
