package dev.winnow.db.connect;

import java.util.Optional;

/**
 * Where a database is, and as whom to go there: a URL for pgjdbc that holds neither user nor password, and both beside it.
 * The URL always ends in {@code logServerErrorDetail=false}, since the server's details quote rows. Immutable.
 *
 * @param jdbcUrl made by {@link #parse}; begins with {@code jdbc:postgresql://}
 * @param user empty when the URL named none
 * @param password empty when the URL named none
 */
public record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<String> password) {

    static final String NO_DETAIL = "logServerErrorDetail=false";

    /** @throws IllegalArgumentException when the URL was not made by {@link #parse} */
    public DatabaseUrl {
        if (!jdbcUrl.startsWith("jdbc:postgresql://") || !jdbcUrl.endsWith(NO_DETAIL)) {
            throw new IllegalArgumentException(
                    "A database URL must switch off logServerErrorDetail: make it with DatabaseUrl.parse");
        }
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database?parameter=value} as psql does ({@code postgres://} too),
     * or {@code jdbc:postgresql://host:port/database?parameter=value} as pgjdbc does. Several hosts are separated by
     * commas; the host left out is localhost, the port 5432, the database named like the user. User and password may also
     * be parameters, which win. A {@code postgresql://} URL's parameters that pgjdbc names otherwise are renamed.
     *
     * @throws IllegalArgumentException when the URL cannot be read; the message quotes nothing of it
     */
    public static DatabaseUrl parse(String url) {
        return DatabaseUrlParser.parse(url);
    }

    /** Without the password, and without the URL's parameters, one of which may be the password of a key. */
    @Override
    public String toString() {
        String target = jdbcUrl.substring(0, jdbcUrl.indexOf('?'));
        return "DatabaseUrl[" + target + ", user=" + user.orElse("none") + ", password="
                + (password.isPresent() ? "***" : "none") + "]";
    }
}
