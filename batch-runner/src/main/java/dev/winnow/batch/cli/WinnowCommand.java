package dev.winnow.batch.cli;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.embedded.EmbeddedPostgresException;
import dev.winnow.db.store.DocumentTakenException;
import dev.winnow.db.store.RunLostException;
import dev.winnow.db.store.RunTakenException;
import dev.winnow.db.store.TypeTakenException;
import dev.winnow.simulator.AnswersException;
import dev.winnow.simulator.SimulatorException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code winnow}. Results go to stdout, everything else to stderr. */
@Command(
        name = "winnow",
        description = "Turns documents into validated PostgreSQL rows.",
        mixinStandardHelpOptions = true,
        version = "winnow 0.1.0",
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            TypesCommand.class,
            SchemaCommand.class,
            DdlCommand.class,
            ReprojectCommand.class,
            StatusCommand.class,
            ForgetCommand.class,
            SqlCommand.class,
            DbCommand.class,
            SimulatorCommand.class,
            CommandLine.HelpCommand.class
        })
public final class WinnowCommand implements Runnable {

    private static final String DEBUG = " JAVA_OPTS=-Dwinnow.debug=true shows all of it, which may quote documents.";

    /** What the user can put right: said in its own words, without a stack trace. */
    private static final Set<Class<?>> STOPS = Set.of(
            DatabaseException.class,
            DocumentTakenException.class,
            EmbeddedPostgresException.class,
            RunLostException.class,
            RunTakenException.class,
            SimulatorException.class,
            TypeTakenException.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command line {@code args} and gives back its exit code. */
    public static int execute(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new WinnowCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((thrown, command, parsed) -> explain(thrown, command.getErr()));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }

    private static String whereToRead(ProblemsException thrown) {
        Set<ProblemCode> codes =
                thrown.problems().stream().map(Problem::code).collect(Collectors.toCollection(TreeSet::new));
        return "See docs/errors.md"
                + (codes.size() == 1 ? "#" + codes.iterator().next() : ", by the codes in brackets") + ".";
    }

    static int explain(Exception thrown, PrintWriter err) {
        if (thrown instanceof ProblemsException problems) {
            problems.problems().forEach(problem -> err.println("error: " + problem));
            err.println(whereToRead(problems));
            return ExitCodes.USAGE;
        }
        if (thrown instanceof AnswersException) {
            err.println("error: " + thrown.getMessage());
            return ExitCodes.USAGE;
        }
        if (STOPS.contains(thrown.getClass())) {
            err.println("error: " + thrown.getMessage());
            return ExitCodes.STOPPED;
        }
        // whatever was being done: Spring wraps it in what it was about to make
        if (thrown instanceof DataAccessException
                || thrown instanceof TransactionException
                || DatabaseException.sqlState(thrown).isPresent()) {
            DatabaseException known = DatabaseException.of("Working with the database", thrown);
            err.println("error: " + known.getMessage()
                    + (DatabaseException.sqlState(thrown)
                                    .filter(state -> state.startsWith("42"))
                                    .isPresent()
                            ? ". Its tables or its user's rights were changed, or this is a defect of Winnow;" + DEBUG
                            : ". The same command continues once it is back."));
            return shown(thrown, err);
        }
        // its message may quote a document, so it is shown only to who asks for it
        StackTraceElement[] trace = thrown.getStackTrace();
        err.println("error: " + thrown.getClass().getName() + (trace.length > 0 ? " at " + trace[0] : "")
                + ". This is a defect of Winnow;" + DEBUG);
        return shown(thrown, err);
    }

    private static int shown(Exception thrown, PrintWriter err) {
        if (Boolean.getBoolean("winnow.debug")) {
            thrown.printStackTrace(err);
        }
        return ExitCodes.STOPPED;
    }
}
