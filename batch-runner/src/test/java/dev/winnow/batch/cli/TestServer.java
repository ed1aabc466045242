package dev.winnow.batch.cli;

import dev.winnow.core.type.RecordTypes;
import dev.winnow.db.connect.Database;
import dev.winnow.db.connect.DatabaseSettings;
import dev.winnow.db.connect.DatabaseUrl;
import dev.winnow.db.connect.Migrations;
import dev.winnow.db.embedded.EmbeddedPostgres;
import dev.winnow.db.store.ReadOnlySql;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One server for the whole module, and a database to copy that has Winnow's tables already. It is the one that Winnow itself
 * starts in {@link Installation#DIRECTORY} when no URL is given.
 */
final class TestServer implements AutoCloseable {

    private static final String TEMPLATE = "test_template";

    private final EmbeddedPostgres postgres =
            EmbeddedPostgres.open(Installation.DIRECTORY, Installation.DIRECTORY.resolve("db"));
    private final AtomicInteger number = new AtomicInteger();

    private TestServer() {
        // nothing here needs to survive a crash of the machine
        admin("ALTER SYSTEM SET fsync = off");
        admin("SELECT pg_reload_conf()");
        for (String left : sql("winnow").rows("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")) {
            drop(left);
        }
        // an earlier build may have had other migrations
        admin("DROP SCHEMA IF EXISTS winnow, records CASCADE");
        admin("CREATE DATABASE " + TEMPLATE);
        migrate();
    }

    private void migrate() {
        DatabaseUrl url = DatabaseUrl.parse(url(TEMPLATE));
        ClassLoader loader = TestServer.class.getClassLoader();
        try (Database fresh = Database.open(new DatabaseSettings.External(url, postgres.user(), postgres.password()))) {
            new Migrations(fresh.dataSource()).run(RecordTypes.load(loader).all());
            new ReadOnlySql(fresh.dataSource()).grant();
        }
    }

    static TestServer of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(TestServer.class))
                .computeIfAbsent(TestServer.class, key -> new TestServer(), TestServer.class);
    }

    /** A database that has Winnow's tables, with nothing in them. */
    String createMigrated() {
        return create(TEMPLATE);
    }

    /** A database with nothing in it. */
    String createEmpty() {
        return create("template0");
    }

    private String create(String original) {
        String name = "test_" + number.incrementAndGet();
        admin("CREATE DATABASE " + name + " TEMPLATE " + original);
        return name;
    }

    void drop(String database) {
        admin("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    /** As {@code --db-url} takes it. */
    String url(String database) {
        return "postgresql://" + postgres.user() + ":" + postgres.password() + "@127.0.0.1:" + postgres.port() + "/"
                + database;
    }

    Sql sql(String database) {
        return new Sql(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database,
                postgres.user(),
                postgres.password());
    }

    private void admin(String statement) {
        sql("winnow").execute(statement);
    }

    @Override
    public void close() {
        drop(TEMPLATE);
        postgres.close();
    }
}
