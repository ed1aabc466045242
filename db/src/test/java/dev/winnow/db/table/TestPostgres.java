package dev.winnow.db.table;

import dev.winnow.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Gives each test that asks for one a {@link TestDatabase}, in a transaction that is rolled back; one server for all. */
public final class TestPostgres implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(TestPostgres.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Server server =
                context.getRoot().getStore(NAMESPACE).computeIfAbsent(Server.class, key -> Server.open(), Server.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(TestDatabase.class, key -> TestDatabase.open(server), TestDatabase.class);
    }

    /** The server, closed with the last test. */
    public record Server(EmbeddedPostgres postgres, Path directory) implements AutoCloseable {

        static Server open() {
            try {
                Path target = Path.of("target");
                Path directory = Files.createTempDirectory(Files.createDirectories(target), "table-tests-");
                return new Server(EmbeddedPostgres.open(target.resolve("postgresql"), directory), directory);
            } catch (IOException e) {
                throw new IllegalStateException("no directory for the test server", e);
            }
        }

        Connection connect(String database) throws SQLException {
            String url = postgres.jdbcUrl().replaceFirst("/[^/]*$", "/" + database);
            Properties properties = new Properties();
            properties.setProperty("user", postgres.user());
            properties.setProperty("password", postgres.password());
            // as Database sets it
            properties.setProperty("reWriteBatchedInserts", "true");
            return DriverManager.getConnection(url, properties);
        }

        @Override
        public void close() throws IOException {
            postgres.close();
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
