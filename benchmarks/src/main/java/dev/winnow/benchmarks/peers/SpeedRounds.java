package dev.winnow.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rounds in which each client works on each cell, one client after the other. A client has a new process in each
 * round.
 */
final class SpeedRounds implements AutoCloseable {

    /**
     * One client's part of one cell in one round.
     *
     * @param simulatorCpu seconds
     * @param postgresCpu seconds
     */
    record Part(PeerKind peer, Cell cell, int documents, Figures figures, double simulatorCpu, double postgresCpu) {
        @Override
        public String toString() {
            return peer + ", " + cell.title() + ": " + figures;
        }
    }

    private final Path work;
    private final Server server;
    private final Endpoint simulator;

    /** With answers for all documents of the cells. */
    SpeedRounds(Path work, Collection<Cell> cells, Server server) throws IOException {
        this.work = work;
        this.server = server;
        simulator = new Endpoint(
                work, cells.stream().mapToInt(Cell::documents).max().orElseThrow());
    }

    /** One round over all cells. */
    List<Part> round(Collection<PeerKind> peers, Collection<Cell> cells) throws IOException, SQLException {
        Map<PeerKind, PeerProcess> processes = new EnumMap<>(PeerKind.class);
        List<Part> parts = new ArrayList<>();
        try {
            for (PeerKind peer : peers) {
                processes.put(peer, new PeerProcess(peer, work));
            }
            for (Cell cell : cells) {
                for (PeerKind peer : peers) {
                    if (peer.takes(cell)) {
                        Part part = part(peer, Objects.requireNonNull(processes.get(peer)), cell);
                        System.err.println(part);
                        parts.add(part);
                    }
                }
            }
        } finally {
            processes.values().forEach(PeerProcess::close);
        }
        return parts;
    }

    private Part part(PeerKind peer, PeerProcess process, Cell cell) throws IOException, SQLException {
        int documents = peer.documents(cell.documents());
        simulator.reset(Map.of("latency", cell.latency()));
        Order.Login database = server.create();
        Order order = new Order(
                simulator.baseUrl(),
                Instructions.TEXT,
                cell.inFlight(),
                documents,
                Receipts.folder(work, documents).toString(),
                -1,
                Map.of(),
                database);
        process.prepare(order);
        double simulated = Cpu.seconds(simulator.pid());
        double stored = Cpu.seconds(server.pid());
        Figures figures = process.work();
        Part part = new Part(
                peer,
                cell,
                documents,
                figures,
                Cpu.seconds(simulator.pid()) - simulated,
                Cpu.seconds(server.pid()) - stored);
        server.drop(database);
        return part;
    }

    /** How many calls a second the simulator answers at most, now that it is warm. */
    double ceiling() throws IOException {
        return simulator.ceiling();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
