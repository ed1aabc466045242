package dev.winnow.batch.cli;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.table.DriftCheck;
import dev.winnow.db.table.MigrationCommand;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Stops the start where tables are not as their record types declare them. */
final class CurrentTables {

    private CurrentTables() {}

    /** Throws {@link ProblemsException} with every difference and what to do. */
    static void require(DataSource dataSource, Collection<RecordType<?>> types) {
        List<Problem> problems = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            for (RecordType<?> type : types) {
                List<Problem> differences = DriftCheck.check(connection, type);
                problems.addAll(differences);
                if (!differences.isEmpty()) {
                    problems.add(advice(type));
                }
            }
        } catch (SQLException e) {
            throw DatabaseException.of("Checking the tables", e);
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
    }

    private static Problem advice(RecordType<?> type) {
        return new Problem(
                ProblemCode.TABLE_DRIFT,
                "records." + type.name(),
                "differs from what " + type.name() + " declares",
                MigrationCommand.of(type) + " writes the migration that is missing; where it finds nothing to write,"
                        + " the database was changed by hand: change it back");
    }
}
