package dev.winnow.db.connect;

import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a URL's parts. No message quotes the URL: what looks like a host may be half a password. */
final class DatabaseUrlParser {

    private static final Pattern SCHEME = Pattern.compile("(?i)(jdbc:)?(?:postgresql|postgres)://");
    /** A name or an address, IPv6 in brackets; then perhaps a port. */
    private static final Pattern HOST =
            Pattern.compile("(?<name>\\[[\\p{Alnum}:.%_-]+]|[\\p{L}\\p{N}._-]*)(?::(?<port>[0-9]*))?");

    private static final int LARGEST_PORT = 65535;

    private DatabaseUrlParser() {}

    static DatabaseUrl parse(String given) {
        String url = given.strip();
        var scheme = SCHEME.matcher(url);
        if (!scheme.lookingAt()) {
            throw new IllegalArgumentException(
                    "database URL: must begin with postgresql:// or jdbc:postgresql://, as in"
                            + " postgresql://user@host:5432/database");
        }
        if (url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("database URL: has a space or control character; write it as %20");
        }
        var escapes = scheme.group(1) == null ? DatabaseUrlEscapes.LIBPQ : DatabaseUrlEscapes.PGJDBC;
        return parse(url.substring(scheme.end()), escapes);
    }

    private static DatabaseUrl parse(String rest, DatabaseUrlEscapes escapes) {
        int query = indexOrEnd(rest, "?");
        String location = rest.substring(0, query);
        int slash = indexOrEnd(location, "/");
        String authority = location.substring(0, slash);
        String database = location.substring(Math.min(slash + 1, location.length()));
        if (database.contains("@") || rest.substring(query).contains("@")) {
            throw new IllegalArgumentException("database URL: has an @ behind the host; in user, password, database and"
                    + " parameters write / as %2F, ? as %3F and @ as %40");
        }
        // A password may hold an @ that nobody escaped.
        int at = authority.lastIndexOf('@');
        var parameters = DatabaseUrlParameters.parse(rest.substring(Math.min(query + 1, rest.length())), escapes);
        String target = hosts(authority.substring(at + 1)) + "/"
                + DatabaseUrlEscapes.encodeForPgjdbc(escapes.decode(database, "the database name"));
        Credentials credentials = Credentials.parse(authority.substring(0, Math.max(at, 0)));
        return new DatabaseUrl(
                "jdbc:postgresql://" + target + "?" + parameters.forPgjdbc() + DatabaseUrl.NO_DETAIL,
                parameters.user().or(credentials::user),
                parameters.password().or(credentials::password));
    }

    /** What stands before the host, which pgjdbc itself does not know: psql's rules hold for it in both forms. */
    private record Credentials(Optional<String> user, Optional<String> password) {
        static Credentials parse(String userInfo) {
            int colon = indexOrEnd(userInfo, ":");
            String password = userInfo.substring(Math.min(colon + 1, userInfo.length()));
            return new Credentials(
                    present(DatabaseUrlEscapes.LIBPQ.decode(userInfo.substring(0, colon), "the user")),
                    present(DatabaseUrlEscapes.LIBPQ.decode(password, "the password")));
        }
    }

    static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String hosts(String authority) {
        var hosts = new ArrayList<String>();
        for (String host : authority.split(",", -1)) {
            hosts.add(host(host));
        }
        return String.join(",", hosts);
    }

    private static String host(String text) {
        var host = HOST.matcher(text);
        if (!host.matches()) {
            throw new IllegalArgumentException("database URL: a host must be a name, an address or an IPv6 address in"
                    + " brackets, then perhaps a colon and a port number; in user and password write / as %2F, ? as %3F,"
                    + " : as %3A and @ as %40");
        }
        String name = host.group("name").isEmpty() ? "localhost" : host.group("name");
        String port = Optional.ofNullable(host.group("port")).orElse("");
        if (port.isEmpty()) {
            return name;
        }
        if (port.length() > 5 || Integer.parseInt(port) < 1 || Integer.parseInt(port) > LARGEST_PORT) {
            throw new IllegalArgumentException("database URL: a port must lie between 1 and " + LARGEST_PORT);
        }
        return name + ":" + port;
    }

    private static int indexOrEnd(String text, String mark) {
        int index = text.indexOf(mark);
        return index < 0 ? text.length() : index;
    }
}
