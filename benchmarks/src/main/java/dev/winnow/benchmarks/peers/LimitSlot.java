package dev.winnow.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A simulator of its own and clients that stay, so that they are warm from the second cell on. For one thread. */
final class LimitSlot implements AutoCloseable {

    private static final int WARM_UP = 4_000;

    /**
     * What came of one cell in one round.
     *
     * @param used of what the limit would have admitted in whole minutes, where it has some; 1 is all
     * @param whole likewise from the first call to the last
     * @param refused of the calls, answered 429
     * @param lost documents without a record
     */
    record Part(LimitCell cell, double used, double whole, double refused, int documents, int lost, double seconds) {}

    private final Path work;
    private final Server server;
    private final double scale;
    private final int warmUp;
    private final Endpoint simulator;
    private final Map<PeerKind, PeerProcess> processes = new EnumMap<>(PeerKind.class);

    LimitSlot(Path work, Server server, double scale) throws IOException {
        this.work = work;
        this.server = server;
        this.scale = scale;
        this.warmUp = (int) (WARM_UP * scale);
        this.simulator = new Endpoint(work, Math.max(warmUp, LimitCell.most(scale)));
    }

    Part part(LimitCell cell) throws IOException, SQLException {
        PeerProcess process = processes.get(cell.client());
        if (process == null) {
            process = new PeerProcess(cell.client(), work);
            processes.put(cell.client(), process);
            work(process, cell, Map.of(), Map.of(), warmUp);
        }
        int documents = cell.documents(scale);
        Figures figures = work(process, cell, cell.simulator(), cell.settings(), documents);
        Part part = part(cell, simulator.limits(), documents, figures);
        System.err.println(part);
        return part;
    }

    private static Part part(LimitCell cell, JsonNode limits, int documents, Figures figures) {
        double admitted = limits.path("admitted").asDouble();
        double refused = limits.path("refused").asDouble();
        double whole = admitted / limits.path("would_admit").asDouble();
        // of several limits, the one that leaves the least
        double minutes = StreamSupport.stream(limits.path("limits").spliterator(), false)
                .mapToDouble(limit -> used(limit.path("periods")))
                .max()
                .orElse(0);
        return new Part(
                cell,
                cell.hasMinutes() ? minutes : whole,
                whole,
                refused / (admitted + refused),
                documents,
                documents - figures.records(),
                figures.seconds());
    }

    /** Over the whole minutes: neither the one that had begun before the first call nor the one that was not over. */
    private static double used(JsonNode minutes) {
        double admitted = 0;
        double left = 0;
        for (int i = 1; i < Math.min(minutes.size() - 1, LimitCell.MEASURED + 1); i++) {
            JsonNode minute = minutes.get(i);
            admitted += minute.path("admitted").asDouble();
            left += minute.path("would_admit").asDouble()
                    - minute.path("others").asDouble();
        }
        return left == 0 ? 0 : admitted / left;
    }

    private Figures work(
            PeerProcess process,
            LimitCell cell,
            Map<String, String> limits,
            Map<String, String> settings,
            int documents)
            throws IOException, SQLException {
        Order.Login database = server.create();
        simulator.reset(Map.of());
        process.prepare(new Order(
                simulator.baseUrl(),
                Instructions.TEXT,
                LimitCell.IN_FLIGHT,
                documents,
                Receipts.folder(work, documents).toString(),
                cell.retries(),
                settings,
                database));
        // the limits count from here
        simulator.reset(limits);
        Figures figures = process.work();
        server.drop(database);
        return figures;
    }

    @Override
    public void close() {
        processes.values().forEach(PeerProcess::close);
        simulator.close();
    }
}
