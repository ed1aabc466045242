package dev.winnow.db.connect;

import java.nio.file.Path;

/** Which database to use. */
public sealed interface DatabaseSettings {

    /**
     * The one that comes with Winnow.
     *
     * @param binaries directory shared by all embedded servers of a working directory
     * @param directory the server's own directory
     */
    record Embedded(Path binaries, Path directory) implements DatabaseSettings {}

    /**
     * A server somewhere else, PostgreSQL 14 or later.
     *
     * @param user overridden by one in the URL
     * @param password overridden by one in the URL; not shown by {@code toString}
     */
    record External(DatabaseUrl url, String user, String password) implements DatabaseSettings {
        @Override
        public String toString() {
            return "External[" + url + ", " + user + "]";
        }
    }
}
