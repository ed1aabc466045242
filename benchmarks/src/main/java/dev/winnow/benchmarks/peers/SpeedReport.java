package dev.winnow.benchmarks.peers;

import dev.winnow.benchmarks.peers.SpeedRounds.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the rounds of the speed came to, as Markdown. */
final class SpeedReport {

    private static final double MILLIS = 1e3;
    private static final String EXPLANATION = """
            *documents/s* is of the middle eight tenths, when the window is full; *whole* is from the order to its end: for Winnow the
            command `run` with starting its job and registering the files, for all the last calls of the tail. *Most* is calls in flight
            divided by mean latency. CPU is the client's own JVM's, *simulator* and *PostgreSQL* are theirs, all in ms for a document.
            Only Winnow and Spring Batch write rows; only Winnow validates, keeps a journal and can be restarted. Chunks of Spring
            Batch: 500, or the calls in flight where that is more; and once as many as calls in flight. *Documents* are those of a round:
            slow clients get fewer, so more of their CPU is that of the JVM's compilers.
            """;

    private final List<Cell> cells;
    private final List<List<Part>> rounds;
    private final List<Double> ceilings;

    /**
     * By round.
     *
     * @param ceilings calls a second that the simulator answered at most
     */
    SpeedReport(List<Cell> cells, List<List<Part>> rounds, List<Double> ceilings) {
        this.cells = cells;
        this.rounds = rounds;
        this.ceilings = ceilings;
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("## Whole pipelines, side by side (" + Machine.jdk() + ")\n\n")
                .append(Machine.text(rounds.size()))
                .append("\n\n")
                .append(Target.table(targets()))
                .append('\n')
                .append(EXPLANATION)
                .append("The simulator itself answers ")
                .append(Spread.of(ceilings.stream().mapToDouble(rate -> rate)).text("%.0f"))
                .append(" calls a second without latency, asked by one thread that does nothing else.\n");
        text.append(besides());
        cells.forEach(cell -> text.append(table(cell)));
        Section.write(file, "speed, " + Machine.jdk(), text.toString());
    }

    /** What no target is about: a run is a new process, whose start and compilers cost too. */
    private String besides() {
        return ratio(Cell.COLD, PeerKind.WELL_USED, SpeedReport::cpu)
                .map(cpu -> "Beside the targets: " + Cell.COLD.title()
                        + ", its start included, CPU / openai-java well used is "
                        + cpu.text("%.2f") + ", documents/s "
                        + ratio(Cell.COLD, PeerKind.WELL_USED, SpeedReport::steady)
                                .orElseThrow()
                                .text("%.2f")
                        + ".\n")
                .orElse("");
    }

    private String table(Cell cell) {
        StringBuilder table = new StringBuilder(
                        "\n### " + cell.title() + String.format(Locale.ROOT, " (most: %.0f)\n\n", cell.ceiling()))
                .append(
                        "| | documents | documents/s | of most | whole | CPU | peak MB | simulator | PostgreSQL | lost |\n")
                .append("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (PeerKind peer : PeerKind.values()) {
            List<Part> parts = rounds.stream()
                    .flatMap(round -> of(round, peer, cell).stream())
                    .toList();
            if (!parts.isEmpty()) {
                table.append(row(peer, cell, parts));
            }
        }
        return table.toString();
    }

    private static String row(PeerKind peer, Cell cell, List<Part> parts) {
        return "| "
                + String.join(
                        " | ",
                        peer.title(),
                        String.valueOf(parts.get(0).documents()),
                        spread(parts, SpeedReport::steady).text("%.0f"),
                        String.format(
                                Locale.ROOT,
                                "%.0f%%",
                                spread(parts, SpeedReport::steady).median() / cell.ceiling() * 100),
                        spread(parts, SpeedReport::whole).text("%.0f"),
                        spread(parts, SpeedReport::cpu).text("%.2f"),
                        spread(parts, part -> part.figures().peakMegabytes()).text("%.0f"),
                        spread(parts, part -> part.simulatorCpu() / part.documents() * MILLIS)
                                .text("%.2f"),
                        peer.writesRows()
                                ? spread(parts, part -> part.postgresCpu() / part.documents() * MILLIS)
                                        .text("%.2f")
                                : "",
                        String.valueOf(lost(parts)))
                + " |\n";
    }

    private static int lost(List<Part> parts) {
        return parts.stream()
                .mapToInt(part -> part.documents() - part.figures().records())
                .max()
                .orElseThrow();
    }

    /** Those that these rounds can say something about; each ratio is taken within a round. */
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        String wide = ", " + Cell.WIDE.title();
        String tail = ", " + Cell.LONG_TAIL.title();
        ratio(Cell.WIDE, PeerKind.WELL_USED, SpeedReport::steady)
                .ifPresent(ratio ->
                        targets.add(Target.of("documents/s / openai-java well used" + wide, ratio, 0.95, false)));
        ratio(Cell.WIDE, PeerKind.WELL_USED, SpeedReport::whole)
                .ifPresent(ratio -> targets.add(Target.of("the same from start to end" + wide, ratio, 0.95, false)));
        List<Part> tails = rounds.stream()
                .flatMap(round -> of(round, PeerKind.WINNOW, Cell.LONG_TAIL).stream())
                .toList();
        if (!tails.isEmpty()) {
            Spread most = spread(tails, part -> steady(part) / Cell.LONG_TAIL.ceiling());
            targets.add(Target.of("documents/s / calls in flight by mean latency" + tail, most, 0.95, false));
        }
        ratio(Cell.LONG_TAIL, PeerKind.SPRING_BATCH, SpeedReport::steady)
                .ifPresent(ratio ->
                        targets.add(Target.of("documents/s / Spring Batch, chunks of 500" + tail, ratio, 3, false)));
        ratio(Cell.LONG_TAIL, PeerKind.SPRING_BATCH_SMALL, SpeedReport::steady)
                .ifPresent(ratio ->
                        targets.add(Target.of("documents/s / Spring Batch, chunks of 64" + tail, ratio, 3, false)));
        ratio(Cell.WIDE, PeerKind.WELL_USED, SpeedReport::cpu)
                .ifPresent(ratio -> targets.add(Target.of("CPU / openai-java well used" + wide, ratio, 1.2, true)));
        ratio(Cell.WIDE, PeerKind.OPENAI_JAVA, SpeedReport::cpu)
                .ifPresent(ratio -> targets.add(Target.of("CPU / openai-java as documented" + wide, ratio, 0.4, true)));
        List<Part> winnow = rounds.stream()
                .flatMap(List::stream)
                .filter(part -> part.peer() == PeerKind.WINNOW)
                .toList();
        if (!winnow.isEmpty()) {
            targets.add(new Target("documents lost", "0", String.valueOf(lost(winnow)), lost(winnow) == 0));
        }
        return targets;
    }

    /** Winnow's figure divided by the other's, round by round. */
    private Optional<Spread> ratio(Cell cell, PeerKind other, ToDoubleFunction<Part> figure) {
        List<Double> ratios = new ArrayList<>();
        for (List<Part> round : rounds) {
            of(round, PeerKind.WINNOW, cell)
                    .ifPresent(winnow -> of(round, other, cell)
                            .ifPresent(peer -> ratios.add(figure.applyAsDouble(winnow) / figure.applyAsDouble(peer))));
        }
        return ratios.isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(ratios.stream().mapToDouble(ratio -> ratio)));
    }

    private static Optional<Part> of(List<Part> round, PeerKind peer, Cell cell) {
        return round.stream()
                .filter(part -> part.peer() == peer && part.cell().isLike(cell))
                .findFirst();
    }

    private static Spread spread(List<Part> parts, ToDoubleFunction<Part> figure) {
        return Spread.of(parts.stream().mapToDouble(figure));
    }

    private static double steady(Part part) {
        return part.figures().steady();
    }

    private static double whole(Part part) {
        return part.figures().records() / part.figures().seconds();
    }

    private static double cpu(Part part) {
        return part.figures().cpuSeconds() / part.documents() * MILLIS;
    }
}
