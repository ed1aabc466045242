package dev.winnow.db;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.winnow.core.type.RecordTypes;
import dev.winnow.db.connect.Database;
import dev.winnow.db.connect.DatabaseSettings;
import dev.winnow.db.connect.DatabaseUrl;
import dev.winnow.db.connect.Migrations;
import dev.winnow.db.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A database of its own for each test, on one server for the whole module. Register it as an extension. Several JVMs may use the
 * server at once; what a JVM that was killed left behind, the next one drops.
 */
@NullMarked
public final class TestDatabase implements BeforeEachCallback, AfterEachCallback {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    static {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    private enum Content {
        EMPTY,
        MIGRATED
    }

    private final Content content;
    private @Nullable Server server;
    private @Nullable Database database;
    private String name = "";

    private TestDatabase(Content content) {
        this.content = content;
    }

    /** With schema {@code winnow} and the tables of all record types. */
    public static TestDatabase migrated() {
        return new TestDatabase(Content.MIGRATED);
    }

    /** With nothing in it. */
    public static TestDatabase empty() {
        return new TestDatabase(Content.EMPTY);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Server running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(TestDatabase.class))
                .computeIfAbsent(Server.class, key -> new Server(), Server.class);
        name = running.prefix() + NUMBER.incrementAndGet();
        running.create(name, content == Content.MIGRATED ? running.template() : "template0");
        server = running;
        database = Database.open(settings());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Objects.requireNonNull(database).close();
        Objects.requireNonNull(server).drop(name);
    }

    /** How to reach it; as the server's superuser. */
    public DatabaseSettings.External settings() {
        return Objects.requireNonNull(server).settings(name);
    }

    /** Winnow's own pool. */
    public DataSource dataSource() {
        return Objects.requireNonNull(database).dataSource();
    }

    /** Takes the pool away. */
    public void close() {
        Objects.requireNonNull(database).close();
    }

    /** Outside of Winnow's pool, for what a test looks up or breaks. */
    public JdbcClient jdbc() {
        return JdbcClient.create(outside());
    }

    /** Connections outside of Winnow's pool, made anew each time. */
    public DataSource outside() {
        return Objects.requireNonNull(server).plain(name);
    }

    /** Runs statements, each in a transaction of its own. */
    public void execute(String... statements) {
        for (String sql : statements) {
            int unused = jdbc().sql(sql).update();
        }
    }

    /** All rows, each value as text, columns separated by a bar. */
    public List<String> rows(String sql) {
        return jdbc().sql(sql)
                .query((row, n) -> {
                    StringBuilder line = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        line.append(i == 1 ? "" : "|").append(row.getString(i));
                    }
                    return line.toString();
                })
                .list();
    }

    /** The only value of the only row, as text. */
    public String value(String sql) {
        List<String> rows = rows(sql);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows");
        }
        return rows.get(0);
    }

    /** The server, and a database to copy. */
    private static final class Server implements AutoCloseable {

        private final EmbeddedPostgres postgres =
                EmbeddedPostgres.open(Path.of("target", "postgresql"), Path.of("target", "test-server"));
        private final long process = ProcessHandle.current().pid();
        private @Nullable String template;

        Server() {
            // nothing here needs to survive a crash
            admin("ALTER SYSTEM SET fsync = off");
            admin("SELECT pg_reload_conf()");
            JdbcClient.create(plain("winnow"))
                    .sql("SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+_'")
                    .query(String.class)
                    .list()
                    .stream()
                    .filter(left ->
                            ProcessHandle.of(Long.parseLong(left.split("_")[1])).isEmpty())
                    .forEach(this::drop);
        }

        String prefix() {
            return "test_" + process + "_";
        }

        synchronized String template() {
            if (template == null) {
                template = prefix() + "template";
                create(template, "template0");
                try (Database fresh = Database.open(settings(template))) {
                    ClassLoader loader = TestDatabase.class.getClassLoader();
                    new Migrations(fresh.dataSource())
                            .run(RecordTypes.load(loader).all());
                }
            }
            return template;
        }

        void create(String database, String original) {
            admin("CREATE DATABASE \"" + database + "\" TEMPLATE \"" + original + "\"");
        }

        void drop(String database) {
            admin("DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)");
        }

        DatabaseSettings.External settings(String database) {
            String url = postgres.jdbcUrl().replaceFirst("/[^/]+$", "/" + database);
            return new DatabaseSettings.External(DatabaseUrl.parse(url), postgres.user(), postgres.password());
        }

        DataSource plain(String database) {
            return new DriverManagerDataSource(
                    settings(database).url().jdbcUrl(), postgres.user(), postgres.password());
        }

        private void admin(String sql) {
            new JdbcTemplate(plain("winnow")).execute(sql);
        }

        @Override
        public void close() {
            if (template != null) {
                drop(template);
            }
            postgres.close();
        }
    }
}
