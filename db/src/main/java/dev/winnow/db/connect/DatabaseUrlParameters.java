package dev.winnow.db.connect;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A URL's parameters, decoded and under the names that pgjdbc gives them. */
record DatabaseUrlParameters(Map<String, String> values) {

    /** pgjdbc passes over what it does not know, so a wish for safety must not get lost in translation. */
    private static final Map<String, String> PGJDBC_NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout",
            "gssencmode", "gssEncMode",
            "require_auth", "requireAuth",
            "sslnegotiation", "sslNegotiation",
            "target_session_attrs", "targetServerType");

    private static final Map<String, String> PGJDBC_SERVER_TYPES = Map.of(
            "any", "any",
            "primary", "primary",
            "read-write", "primary",
            "standby", "secondary",
            "read-only", "secondary",
            "prefer-standby", "preferSecondary");

    /** In a psql URL these name another place or a file with secrets; pgjdbc would look elsewhere without a word. */
    private static final Set<String> UNKNOWN_TO_PGJDBC =
            Set.of("host", "hostaddr", "port", "dbname", "passfile", "service", "sslcrl", "sslcrldir");

    private static final String SERVER_TYPE = "targetServerType";

    static DatabaseUrlParameters parse(String query, DatabaseUrlEscapes escapes) {
        var values = new LinkedHashMap<String, String>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (pair.isEmpty()) {
                continue;
            }
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "database URL: behind the ? must stand name=value pairs with & between"
                                + " them; in a password write ? as %3F and & as %26");
            }
            String name = escapes.decode(pair.substring(0, equals), "a parameter's name");
            put(values, name, escapes.decode(pair.substring(equals + 1), "a parameter's value"), escapes);
        }
        return new DatabaseUrlParameters(values);
    }

    private static void put(Map<String, String> values, String name, String value, DatabaseUrlEscapes escapes) {
        if (escapes == DatabaseUrlEscapes.PGJDBC) {
            values.put(name, value);
            return;
        }
        if (UNKNOWN_TO_PGJDBC.contains(name)) {
            throw new IllegalArgumentException("database URL: the parameter " + name
                    + " is not possible here; host, port and database stand before the ?");
        }
        String renamed = PGJDBC_NAMES.getOrDefault(name, name);
        if (renamed.equals(SERVER_TYPE)) {
            value = Optional.ofNullable(PGJDBC_SERVER_TYPES.get(value))
                    .orElseThrow(() -> new IllegalArgumentException("database URL: target_session_attrs must be one of "
                            + PGJDBC_SERVER_TYPES.keySet().stream().sorted().toList()));
        }
        values.put(renamed, value);
    }

    Optional<String> user() {
        return Optional.ofNullable(values.get("user")).flatMap(DatabaseUrlParser::present);
    }

    Optional<String> password() {
        return Optional.ofNullable(values.get("password")).flatMap(DatabaseUrlParser::present);
    }

    /** What stays in the URL, each with an ampersand behind it. */
    String forPgjdbc() {
        return values.entrySet().stream()
                .filter(parameter -> !isTaken(parameter.getKey()))
                .map(parameter -> DatabaseUrlEscapes.encodeForPgjdbc(parameter.getKey()) + "="
                        + DatabaseUrlEscapes.encodeForPgjdbc(parameter.getValue()) + "&")
                .collect(Collectors.joining());
    }

    private static boolean isTaken(String name) {
        return Set.of("user", "password", "logservererrordetail").contains(name.toLowerCase(Locale.ROOT));
    }
}
