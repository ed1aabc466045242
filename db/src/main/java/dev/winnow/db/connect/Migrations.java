package dev.winnow.db.connect;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.table.TypeTables;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings schema {@code winnow} and the tables of record types to the version this Winnow knows. Each record type has a history
 * of its own, from the resources {@code winnow/migrations/<type>}.
 */
public final class Migrations {

    private final DataSource dataSource;
    private final ClassLoader loader;

    /** Finds migrations through {@code loader}. */
    public Migrations(DataSource dataSource, ClassLoader loader) {
        this.dataSource = dataSource;
        this.loader = loader;
    }

    /**
     * Migrates everything; throws {@link DatabaseException} where the database is newer or was changed by hand, {@link
     * ProblemsException} where tables of these types have no place in it, or not beside each other.
     */
    public void run(Collection<RecordType<?>> types) {
        List<Problem> problems = TypeTables.problems(types);
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        migrate("winnow", "flyway_winnow", "classpath:winnow/db");
        for (RecordType<?> type : types) {
            migrate("records", "flyway_" + type.name(), "classpath:winnow/migrations/" + type.name());
        }
    }

    private void migrate(String schema, String history, String location) {
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
                // a migration that this version does not know stops it, instead of being ignored
                .ignoreMigrationPatterns(new String[0]);
        try {
            configuration.load().migrate();
        } catch (FlywayValidateException e) {
            throw new DatabaseException("The database's history winnow." + history
                    + " does not agree with this version of Winnow: it was migrated by a newer version or changed by"
                    + " hand. Use the newer version, or another database.");
        } catch (FlywayException e) {
            throw DatabaseException.of("Migrating winnow." + history, e);
        }
    }
}
