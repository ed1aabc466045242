package dev.winnow.db.connect;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The two dialects of percent-encoding: a plus sign is itself for psql, and a space for pgjdbc. */
enum DatabaseUrlEscapes {
    LIBPQ,
    PGJDBC;

    private static final Pattern BAD = Pattern.compile("%(?![0-9A-Fa-f]{2})|%00");

    /** @param part how a message names the text, which it must not quote */
    String decode(String text, String part) {
        if (BAD.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "database URL: " + part + " has a % that stands for no character; write the % itself as %25");
        }
        String decoded = URLDecoder.decode(this == PGJDBC ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
        // What the decoder puts in place of undecodable bytes; nobody's name or password holds it on purpose.
        if (decoded.indexOf('\uFFFD') >= 0) {
            throw new IllegalArgumentException("database URL: " + part + " is not UTF-8 when decoded");
        }
        return decoded;
    }

    static String encodeForPgjdbc(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
