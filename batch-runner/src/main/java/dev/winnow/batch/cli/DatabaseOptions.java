package dev.winnow.batch.cli;

import dev.winnow.batch.config.DatabaseChoice;
import dev.winnow.batch.config.Settings;
import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordTypes;
import dev.winnow.db.connect.Database;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.connect.DatabaseSettings;
import dev.winnow.db.connect.Migrations;
import dev.winnow.db.store.ReadOnlySql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that works on a database. */
final class DatabaseOptions {

    /** Settings that name what is not used offline, by their options. */
    private static final Map<String, String> EXCLUDED_BY_OFFLINE =
            Map.of("winnow.db.url", "--db-url", "winnow.route", "--model or --route", "winnow.base-url", "--base-url");

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

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    boolean offline() {
        return offline;
    }

    /** What another command needs to work on the same database, with a space before it. A URL may hold a password. */
    String words() {
        return (offline ? " --offline" : "") + (dbUrl == null ? "" : " --db-url URL");
    }

    /** The settings of a command that asks no model. */
    WinnowProperties properties() {
        return settings(Map.of()).general();
    }

    /** The settings, with {@code options} from the command line; throws {@link ProblemsException} where they exclude each other. */
    Settings settings(Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(options);
        if (dbUrl != null) {
            all.put("winnow.db.url", dbUrl);
        }
        List<String> excluded = EXCLUDED_BY_OFFLINE.entrySet().stream()
                .filter(entry -> offline && all.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
        if (!excluded.isEmpty()) {
            throw new ProblemsException(
                    ProblemCode.OPTION,
                    "--offline",
                    "excludes " + String.join(" and ", excluded),
                    "give the one or the other");
        }
        Settings settings = Settings.read(all);
        settings.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
        return settings;
    }

    /** Which database it is; throws {@link ProblemsException} where its URL is none. */
    DatabaseSettings settings(WinnowProperties properties) {
        return offline ? DatabaseChoice.offline(properties) : DatabaseChoice.online(properties);
    }

    /** Opens the database and brings it up to date. */
    Database open(WinnowProperties properties, RecordTypes types) {
        Database database = Database.open(settings(properties));
        try {
            new Migrations(database.dataSource()).run(types.all());
            new ReadOnlySql(database.dataSource()).grant();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Opens the database as it is, whether a run has used it or not; only one's own is brought up to date. */
    Database openAsIs(WinnowProperties properties, RecordTypes types) {
        return settings(properties) instanceof DatabaseSettings.Embedded
                ? open(properties, types)
                : Database.open(settings(properties));
    }

    /** Opens the database as it is; only one's own is brought up to date. */
    Database openForReading(WinnowProperties properties) {
        if (settings(properties) instanceof DatabaseSettings.Embedded) {
            return open(properties, TypesOptions.shipped());
        }
        Database database = Database.open(settings(properties));
        try {
            if (!isSetUp(database.dataSource())) {
                throw new DatabaseException("No run has used this database yet.");
            }
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static boolean isSetUp(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                .sql("SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'winnow' AND tablename = 'run')")
                .query(Boolean.class)
                .single();
    }
}
