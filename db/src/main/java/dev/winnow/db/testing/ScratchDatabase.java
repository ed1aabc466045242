package dev.winnow.db.testing;

import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.connect.DatabaseUrl;
import dev.winnow.db.embedded.EmbeddedPostgres;
import dev.winnow.db.embedded.TemporaryPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty database on the temporary server, dropped when closed. */
record ScratchDatabase(EmbeddedPostgres server, String name) implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    static ScratchDatabase create() {
        ScratchDatabase database = new ScratchDatabase(TemporaryPostgres.server(), "check_" + NUMBER.incrementAndGet());
        // nothing here needs to survive a crash
        database.administer("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()");
        database.administer("CREATE DATABASE " + database.name);
        return database;
    }

    DataSource dataSource() {
        return source(name);
    }

    @Override
    public void close() {
        administer("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private void administer(String... statements) {
        try (Connection connection = source("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw DatabaseException.of("Working with the database of the check", e);
        }
    }

    private PGSimpleDataSource source(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(DatabaseUrl.parse("postgresql://127.0.0.1:" + server.port() + "/" + database)
                .jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        return source;
    }
}
