package dev.winnow.batch.cli;

import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.db.connect.Database;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.store.ReadOnlySql;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow sql}: reads the database. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "Runs one SELECT, with a role that may read only.")
final class SqlCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SELECT", description = "One statement.")
    private String statement = "";

    @Option(names = "--csv", description = "Print comma-separated values (RFC 4180) instead of an aligned table.")
    private boolean csv;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        WinnowProperties properties = database.properties();
        try (Database open = database.openForReading(properties)) {
            return print(new ReadOnlySql(open.dataSource()));
        }
    }

    private int print(ReadOnlySql sql) {
        ReadOnlySql.Result result;
        try {
            result = sql.query(statement);
        } catch (DatabaseException e) {
            if (e.reason() == DatabaseException.Cause.CONNECTION) {
                throw e;
            }
            spec.commandLine().getErr().println("error: " + e.getMessage());
            return ExitCodes.USAGE;
        }
        spec.commandLine().getOut().print(csv ? ResultText.csv(result) : ResultText.aligned(result));
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
