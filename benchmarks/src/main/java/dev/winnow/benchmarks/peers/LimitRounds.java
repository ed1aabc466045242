package dev.winnow.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients under enforced limits. Such a cell takes long and is not busy, so several run at a time. */
final class LimitRounds implements AutoCloseable {

    private final List<LimitSlot> slots = new ArrayList<>();
    private final ExecutorService threads;

    /** So many cells at a time. */
    LimitRounds(Path work, Server server, double scale, int atOnce) throws IOException {
        threads = Executors.newFixedThreadPool(atOnce);
        for (int i = 0; i < atOnce; i++) {
            slots.add(new LimitSlot(work, server, scale));
        }
    }

    /** One round over all cells. */
    List<LimitSlot.Part> round(List<LimitCell> cells) throws Exception {
        List<LimitSlot.Part> parts = new ArrayList<>();
        for (int from = 0; from < cells.size(); from += slots.size()) {
            List<Future<LimitSlot.Part>> running = new ArrayList<>();
            for (int i = from; i < Math.min(from + slots.size(), cells.size()); i++) {
                LimitSlot slot = slots.get(i - from);
                LimitCell cell = cells.get(i);
                running.add(threads.submit(() -> slot.part(cell)));
            }
            for (Future<LimitSlot.Part> part : running) {
                parts.add(part.get());
            }
        }
        return parts;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        slots.forEach(LimitSlot::close);
    }
}
