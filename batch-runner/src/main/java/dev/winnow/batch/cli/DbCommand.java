package dev.winnow.batch.cli;

import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.db.connect.Database;
import dev.winnow.db.connect.DatabaseSettings;
import dev.winnow.db.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow db}: the database itself. */
@Command(name = "db", mixinStandardHelpOptions = true, description = "Looks after the database.")
final class DbCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: start.");
    }

    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Keeps the embedded server up until it is interrupted, and prints its URL.")
    int start(@Mixin DatabaseOptions database) throws InterruptedException {
        WinnowProperties properties = database.properties();
        PrintWriter out = spec.commandLine().getOut();
        if (!(database.settings(properties) instanceof DatabaseSettings.Embedded)) {
            throw new ParameterException(
                    spec.commandLine(), "A database URL is configured: there is no embedded server to start.");
        }
        try (Database open = database.open(properties, TypesOptions.shipped())) {
            EmbeddedPostgres server = open.embedded().orElseThrow();
            spec.commandLine()
                    .getErr()
                    .println("The password is in " + properties.directory() + (database.offline() ? "/offline" : "/db")
                            + "/password. Ctrl-C stops the server.");
            // last: who waits for the URL finds all the rest said
            out.println("postgresql://" + server.user() + "@127.0.0.1:" + server.port() + "/winnow");
            out.flush();
            Runtime.getRuntime().addShutdownHook(new Thread(open::close, "winnow-db-stop"));
            new CountDownLatch(1).await();
            return ExitCodes.DONE;
        }
    }
}
