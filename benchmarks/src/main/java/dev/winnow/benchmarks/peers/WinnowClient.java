package dev.winnow.benchmarks.peers;

import dev.winnow.batch.WinnowApplication;
import dev.winnow.batch.cli.WinnowCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command {@code winnow run receipt}: from files to rows, with registering, journal, validation and both reports. */
final class WinnowClient implements Client {

    private final Path work;
    private boolean warm;

    WinnowClient(Path work) {
        this.work = work;
    }

    /** Makes the tables; at first in a process of its own: this one is to begin as cold as the others. */
    @Override
    public void prepare(Order order) throws IOException, InterruptedException {
        if (warm) {
            command(order, Receipts.otherFolder(work).toString());
            return;
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        settings(order).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(WinnowApplication.class.getName());
        command.addAll(arguments(order, Receipts.otherFolder(work).toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(work.resolve("prepare.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("no tables: see " + work.resolve("prepare.log"));
        }
    }

    @Override
    public void run(Order order, Finished finished) throws SQLException {
        warm = true;
        command(order, order.folder());
        finished.all(times(order.database()));
    }

    private void command(Order order, String folder) {
        settings(order).forEach(System::setProperty);
        WinnowCommand.execute(arguments(order, folder).toArray(String[]::new));
        order.settings().keySet().forEach(System::clearProperty);
    }

    private Map<String, String> settings(Order order) {
        Map<String, String> settings = new HashMap<>(order.settings());
        settings.put("winnow.api-key", "benchmark");
        settings.put("winnow.directory", work.resolve("winnow").toString());
        settings.put("winnow.db.url", order.database().url());
        settings.put("winnow.db.user", order.database().user());
        settings.put("winnow.db.password", order.database().password());
        return settings;
    }

    private static List<String> arguments(Order order, String folder) {
        return List.of(
                "run",
                "receipt",
                folder,
                "--model",
                PeerMain.MODEL,
                "--base-url",
                order.baseUrl().toString(),
                "--max-in-flight",
                String.valueOf(order.inFlight()));
    }

    /** When rows were written, by the database's clock. */
    private static List<Double> times(Order.Login login) throws SQLException {
        try (Connection connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT extract(epoch FROM reached_at) FROM winnow.extraction"
                        + " WHERE outcome = 'EXTRACTED' AND run_id = (SELECT max(id) FROM winnow.run)")) {
            List<Double> times = new ArrayList<>();
            while (rows.next()) {
                times.add(rows.getDouble(1));
            }
            return times;
        }
    }
}
