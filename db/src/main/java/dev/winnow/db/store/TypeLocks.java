package dev.winnow.db.store;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Advisory locks on record types: held together by the runs over a type, and alone by what rebuilds its tables. */
final class TypeLocks {

    private TypeLocks() {}

    /** For a run; throws {@link TypeTakenException} while the tables of one are rebuilt. */
    static void share(JdbcClient jdbc, List<String> types) {
        types.forEach(type -> take(jdbc, type, "_shared", "its rows are being written again"));
    }

    /** For a rebuilding; throws {@link TypeTakenException} while a run or another rebuilding works on it. */
    static void takeAlone(JdbcClient jdbc, String type) {
        take(jdbc, type, "", "a run works on it, or its rows are being written again already");
    }

    private static void take(JdbcClient jdbc, String type, String mode, String reason) {
        boolean taken = jdbc.sql("SELECT pg_try_advisory_lock" + mode + "(hashtextextended(?, 0))")
                .param("winnow type " + type)
                .query(Boolean.class)
                .single();
        if (!taken) {
            throw new TypeTakenException(type, reason);
        }
    }
}
