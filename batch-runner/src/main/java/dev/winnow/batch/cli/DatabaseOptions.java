package dev.winnow.batch.cli;

import dev.winnow.batch.config.DatabaseChoice;
import dev.winnow.batch.config.Settings;
import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.type.RecordTypes;
import dev.winnow.db.connect.Database;
import dev.winnow.db.connect.DatabaseSettings;
import dev.winnow.db.connect.Migrations;
import dev.winnow.db.store.ReadOnlySql;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that works on a database. */
final class DatabaseOptions {

    @Option(
            names = "--offline",
            description = "Work with the bundled answers and a database of its own; no model is asked.")
    private boolean offline;

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = "postgresql:// or jdbc:postgresql://; also WINNOW_DB_URL, with WINNOW_DB_USER and"
                    + " WINNOW_DB_PASSWORD. Without it an embedded PostgreSQL is used.")
    private @Nullable String dbUrl;

    boolean offline() {
        return offline;
    }

    WinnowProperties properties(Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(options);
        if (dbUrl != null) {
            all.put("winnow.db.url", dbUrl);
        }
        return Settings.read(all);
    }

    /** Opens the database and brings it up to date. */
    Database open(WinnowProperties properties, RecordTypes types) {
        DatabaseSettings settings =
                offline ? DatabaseChoice.offline(properties) : DatabaseChoice.online(properties);
        Database database = Database.open(settings);
        try {
            Collection<RecordType<?>> all = types.all();
            new Migrations(database.dataSource(), Thread.currentThread().getContextClassLoader()).run(all);
            new ReadOnlySql(database.dataSource()).grant();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    static RecordTypes types() {
        return RecordTypes.load(Thread.currentThread().getContextClassLoader());
    }
}
