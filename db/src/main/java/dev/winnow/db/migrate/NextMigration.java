package dev.winnow.db.migrate;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.connect.Migrations;
import dev.winnow.db.connect.ScratchDatabase;
import dev.winnow.db.embedded.EmbeddedPostgres;
import dev.winnow.db.table.Ddl;
import dev.winnow.db.table.DriftCheck;
import dev.winnow.db.table.Table;
import dev.winnow.db.table.TypeTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The migration that brings a record type's tables from what its migrations so far build to what it declares.
 *
 * @param file its name, as {@code V2__add_currency.sql}
 * @param sql that has been run after the earlier ones and gives the declared tables
 * @param changes what it changes, as {@code records.receipt.currency: is new}; empty for the first
 * @param losesRows whether rows that cannot be kept leave their tables
 */
public record NextMigration(String file, String sql, List<String> changes, boolean losesRows) {

    /** Copies the changes. */
    public NextMigration {
        changes = List.copyOf(changes);
    }

    /**
     * Works it out, in a scratch database on {@code server}; empty where there is nothing to change.
     *
     * @param folder with the type's migrations so far; it need not exist
     * @throws ProblemsException where the type has no place in PostgreSQL, or the SQL of its own constraints cannot be read
     * @throws DatabaseException where a migration so far fails
     */
    public static Optional<NextMigration> of(RecordType<?> type, Path folder, EmbeddedPostgres server) {
        MigrationFiles files = new MigrationFiles(folder);
        List<Table> sources = TypeTables.of(type).all();
        try {
            Path copy = files.copied();
            try (ScratchDatabase scratch = ScratchDatabase.create(server)) {
                return new Attempt(type, sources, scratch.dataSource(), copy).next(files);
            } finally {
                MigrationFiles.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + folder, e);
        } catch (SQLException e) {
            throw DatabaseException.of("Comparing the tables of " + type.name(), e);
        }
    }

    /** Writes it into {@code folder}, which is created if missing; a file that is there is never overwritten. */
    public Path write(Path folder) {
        try {
            return new MigrationFiles(folder).write(file, sql);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(file), e);
        }
    }

    private record Attempt(RecordType<?> type, List<Table> sources, DataSource dataSource, Path copy) {

        Optional<NextMigration> next(MigrationFiles files) throws IOException, SQLException {
            if (files.isEmpty()) {
                migrations().run(List.of());
            } else {
                migrate();
            }
            try (Connection connection = dataSource.getConnection()) {
                List<Problem> problems = Ddl.problems(connection, type);
                if (!problems.isEmpty()) {
                    throw new ProblemsException(problems);
                }
            }
            List<Change> changes = difference();
            if (changes.isEmpty()) {
                return Optional.empty();
            }
            NextMigration next =
                    files.isEmpty() ? first() : MigrationText.of(type.name(), files.nextVersion(), changes);
            new MigrationFiles(copy).write(next.file(), next.sql());
            migrate();
            try (Connection connection = dataSource.getConnection()) {
                if (!difference().isEmpty()
                        || !DriftCheck.check(connection, type).isEmpty()) {
                    throw new IllegalStateException("the migration does not give the declared tables");
                }
            }
            return Optional.of(next);
        }

        private NextMigration first() {
            return new NextMigration("V1__create_" + type.name() + ".sql", Ddl.create(type), List.of(), false);
        }

        private void migrate() {
            migrations().run(type.name(), copy);
        }

        private Migrations migrations() {
            return new Migrations(dataSource);
        }

        private List<Change> difference() throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                Map<String, BuiltTable> built = Catalog.read(connection);
                statement.execute("DROP SCHEMA IF EXISTS records CASCADE");
                statement.execute("CREATE SCHEMA records");
                for (Table source : sources) {
                    statement.execute(Ddl.table(source));
                }
                Map<String, BuiltTable> declared = Catalog.read(connection);
                connection.rollback();
                return Difference.between(type.name(), built, declared, sources);
            }
        }
    }
}
