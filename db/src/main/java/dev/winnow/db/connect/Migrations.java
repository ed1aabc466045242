package dev.winnow.db.connect;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.table.MigrationCommand;
import dev.winnow.db.table.TypeTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings schema {@code winnow} and the tables of record types to the version this Winnow knows. Each record type has a history
 * of its own, from the resources {@code winnow/migrations/<type>} where its class comes from: the class path, or its jar.
 */
public final class Migrations {

    private final DataSource dataSource;

    /** Migrates the database behind {@code dataSource}. */
    public Migrations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Migrates everything.
     *
     * @throws ProblemsException where types have no migrations, or tables of theirs have no place, or not beside each other;
     *     then nothing is changed
     * @throws DatabaseException where the database is newer or was changed by hand
     */
    public void run(Collection<RecordType<?>> types) {
        List<Problem> problems = new ArrayList<>(TypeTables.problems(types));
        types.stream()
                .filter(type -> loader(type).getResource(folder(type)) == null)
                .map(type -> new Problem(
                        ProblemCode.NO_MIGRATION,
                        type.javaType().getSimpleName(),
                        "has no migrations in " + folder(type),
                        MigrationCommand.of(type) + " writes the first"))
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        migrate("winnow", "flyway_winnow", "classpath:winnow/db", Migrations.class.getClassLoader());
        for (RecordType<?> type : types) {
            migrate("records", "flyway_" + type.name(), "classpath:" + folder(type), loader(type));
        }
    }

    /** Migrates schema {@code winnow} and the tables of one record type, whose migrations are the files below {@code folder}. */
    public void run(String type, Path folder) {
        migrate("winnow", "flyway_winnow", "classpath:winnow/db", Migrations.class.getClassLoader());
        migrate(
                "records",
                "flyway_" + type,
                "filesystem:" + folder.toAbsolutePath(),
                Migrations.class.getClassLoader());
    }

    private static String folder(RecordType<?> type) {
        return "winnow/migrations/" + type.name();
    }

    /** Which one failed: those before it are no longer pending. */
    private static String at(Flyway flyway) {
        try {
            MigrationInfo[] pending = flyway.info().pending();
            return pending.length == 0 ? "" : " with " + pending[0].getScript();
        } catch (FlywayException e) {
            return "";
        }
    }

    private static ClassLoader loader(RecordType<?> type) {
        return type.javaType().getClassLoader();
    }

    private void migrate(String schema, String history, String location, ClassLoader loader) {
        FluentConfiguration configuration = Flyway.configure(loader)
                .dataSource(dataSource)
                .schemas("winnow", schema)
                .defaultSchema("winnow")
                .table(history)
                .locations(location)
                .failOnMissingLocations(true)
                // a description or a regular expression may hold what looks like a placeholder
                .placeholderReplacement(false)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // with Flyway's default a migration and its line of history are committed one after the other, by two
                // connections
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                // a migration that this version does not know stops it, instead of being ignored
                .ignoreMigrationPatterns(new String[0]);
        Flyway flyway = configuration.load();
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new DatabaseException("The database's history winnow." + history
                    + " does not agree with this version of Winnow: it was migrated by a newer version or changed by"
                    + " hand. Use the newer version, or another database.");
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.DUPLICATE_VERSIONED_MIGRATION) {
                throw new DatabaseException("Two migrations of winnow." + history
                        + " have the same number: give the later one" + " the next.");
            }
            throw DatabaseException.of("Migrating winnow." + history + at(flyway), e);
        }
    }
}
