package dev.winnow.benchmarks.peers;

import dev.winnow.batch.cli.WinnowCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The command {@code winnow run receipt}: from files to rows, with registering, journal, validation and both reports. */
final class WinnowClient implements Client {

    private final Path work;

    WinnowClient(Path work) {
        this.work = work;
    }

    /** Makes the tables. */
    @Override
    public void prepare(Order order) throws IOException {
        command(order, Receipts.otherFolder(work).toString());
    }

    @Override
    public void run(Order order, Finished finished) throws SQLException {
        command(order, order.folder());
        finished.all(times(order.database()));
    }

    private void command(Order order, String folder) {
        System.setProperty("winnow.api-key", "benchmark");
        System.setProperty("winnow.directory", work.resolve("winnow").toString());
        System.setProperty("winnow.db.url", order.database().url());
        System.setProperty("winnow.db.user", order.database().user());
        System.setProperty("winnow.db.password", order.database().password());
        order.settings().forEach(System::setProperty);
        WinnowCommand.execute(
                "run",
                "receipt",
                folder,
                "--model",
                PeerMain.MODEL,
                "--base-url",
                order.baseUrl().toString(),
                "--max-in-flight",
                String.valueOf(order.inFlight()));
        order.settings().keySet().forEach(System::clearProperty);
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
