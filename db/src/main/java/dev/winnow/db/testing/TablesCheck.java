package dev.winnow.db.testing;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.connect.Migrations;
import dev.winnow.db.connect.ScratchDatabase;
import dev.winnow.db.embedded.TemporaryPostgres;
import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.projection.Projection;
import dev.winnow.db.table.DriftCheck;
import dev.winnow.db.table.MigrationCommand;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a type's migrations give its tables, and the tables take its samples and give them back. */
final class TablesCheck {

    private static final String DOCUMENT = "0".repeat(64);

    private final RecordType<?> type;
    private final String path;
    private final List<Problem> problems = new ArrayList<>();

    private TablesCheck(RecordType<?> type) {
        this.type = type;
        this.path = type.javaType().getSimpleName();
    }

    static List<Problem> check(RecordType<?> type, Map<String, Record> samples, List<Record> random) {
        TablesCheck check = new TablesCheck(type);
        try (ScratchDatabase database = ScratchDatabase.create(TemporaryPostgres.server())) {
            check.migrate(database);
            if (check.problems.isEmpty()) {
                check.tables(database, samples, random);
            }
        }
        return check.problems;
    }

    private void migrate(ScratchDatabase database) {
        try {
            new Migrations(database.dataSource()).run(List.of(type));
        } catch (ProblemsException e) {
            e.problems().forEach(problem -> problems.add(withJar(problem)));
        } catch (DatabaseException e) {
            problems.add(new Problem(
                    ProblemCode.NO_MIGRATION,
                    path,
                    String.valueOf(e.getMessage()),
                    "correct the SQL of its migrations"));
        }
    }

    /** Here the classes do not come from the jar that the command needs. */
    private Problem withJar(Problem problem) {
        return problem.code() == ProblemCode.NO_MIGRATION
                ? new Problem(problem.code(), problem.path(), problem.problem(), command() + " writes the first")
                : problem;
    }

    private String command() {
        return MigrationCommand.of(type) + " --types-jar JAR";
    }

    private void tables(ScratchDatabase database, Map<String, Record> samples, List<Record> random) {
        try (Connection connection = database.dataSource().getConnection()) {
            problems.addAll(DriftCheck.check(connection, type));
            if (!problems.isEmpty()) {
                problems.add(new Problem(
                        ProblemCode.TABLE_DRIFT,
                        path,
                        "its migrations do not give the tables it declares",
                        command() + " writes the one that is missing"));
                return;
            }
            connection.setAutoCommit(false);
            for (Map.Entry<String, Record> sample : samples.entrySet()) {
                writeAndRead(connection, sample.getKey(), sample.getValue());
            }
            // one of many is enough to look at
            for (int i = 0; i < random.size() && problems.isEmpty(); i++) {
                writeAndRead(connection, "valid random reply " + i, random.get(i));
            }
        } catch (SQLException e) {
            throw DatabaseException.of("Checking the tables of " + type.name(), e);
        }
    }

    private void writeAndRead(Connection connection, String file, Record sample) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // there is no document, extraction or run that the row could refer to; CHECKs hold all the same
            statement.execute("SET LOCAL session_replication_role = replica");
            Projection projection = Projection.of(type);
            projection.write(connection, List.of(new ProjectedRecord(DOCUMENT, 1, 1, sample)));
            List<ProjectedRecord> back = projection.read(connection, List.of(DOCUMENT));
            if (back.size() != 1 || !SameValue.of(sample, back.get(0).value())) {
                problems.add(new Problem(
                        ProblemCode.SAMPLE_ANSWER,
                        file,
                        "comes back from records." + type.name() + " as another record",
                        "compare what its constructor and accessors do"));
            }
        } catch (SQLException e) {
            DatabaseException refused = DatabaseException.of("writing it to records." + type.name(), e);
            problems.add(new Problem(
                    ProblemCode.SAMPLE_ANSWER,
                    file,
                    String.valueOf(refused.getMessage()),
                    "the tables must take every valid record"));
        } finally {
            connection.rollback();
        }
    }
}
