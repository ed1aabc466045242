package dev.winnow.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/peers}: measures Winnow and its peers side by side and writes what came out. */
@Command(
        name = "benchmarks/peers",
        mixinStandardHelpOptions = true,
        description = {
            "Winnow and its peers side by side.",
            "Exit code 1 where a target is missed, which --quick does not look at."
        })
public final class Peers implements Callable<Integer> {

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--clients", split = ",", paramLabel = "C", description = "${COMPLETION-CANDIDATES}; default all.")
    private Set<PeerKind> clients = EnumSet.allOf(PeerKind.class);

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "So many times the usual number of documents.")
    private double scale;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "4",
            description = "Of the cells of limits; default ${DEFAULT-VALUE}.")
    private int atOnce;

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "K",
            defaultValue = "fixed,sliding,refill",
            description = "Of the cells of limits; default all: ${DEFAULT-VALUE}.")
    private Set<String> kinds = Set.of();

    @Option(names = "--targets", description = "Of the cells of speed only those that targets are about.")
    private boolean targets;

    @Option(
            names = "--quick",
            description = "One round of a few documents, Winnow and openai-java well used only: says that it runs,"
                    + " nothing about speed.")
    private boolean quick;

    @Option(names = "--work", paramLabel = "DIR", required = true, description = "Databases, documents and logs.")
    private Path work = Path.of("");

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "A part of it is replaced; default docs/performance.md, with --quick one in DIR.")
    private @Nullable Path report;

    /** What is measured. */
    enum Cells {
        SPEED,
        LIMITS
    }

    @Option(names = "--cells", split = ",", paramLabel = "C", description = "${COMPLETION-CANDIDATES}; default both.")
    private Set<Cells> cells = EnumSet.allOf(Cells.class);

    private Peers() {}

    /** Ends the JVM. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return new CommandLine(new Peers())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        if (quick) {
            rounds = 1;
            clients = EnumSet.of(PeerKind.WINNOW, PeerKind.WELL_USED);
            scale = 0.05;
        }
        work = Files.createDirectories(work.toAbsolutePath());
        Path file = Objects.requireNonNullElse(
                report, quick ? work.resolve("quick.md") : Path.of("docs", "performance.md"));
        Receipts.otherFolder(work);
        List<Target> found = new ArrayList<>();
        try (Server server = new Server(work.resolve("postgres"))) {
            if (cells.contains(Cells.SPEED)) {
                found.addAll(speed(server, file));
            }
            if (cells.contains(Cells.LIMITS)) {
                found.addAll(limits(server, file));
            }
        }
        if (quick) {
            return 0;
        }
        List<Target> missed = found.stream().filter(target -> !target.reached()).toList();
        missed.forEach(target -> System.err.println("missed: " + target));
        return missed.isEmpty() ? 0 : 1;
    }

    private List<Target> speed(Server server, Path file) throws IOException, SQLException {
        List<Cell> all = (quick || targets ? Cell.OF_TARGETS : Cell.ALL)
                .stream().map(cell -> cell.scaled(scale)).toList();
        List<List<SpeedRounds.Part>> parts = new ArrayList<>();
        List<Double> ceilings = new ArrayList<>();
        try (SpeedRounds speed = new SpeedRounds(work, all, server)) {
            for (int i = 1; i <= rounds; i++) {
                System.err.println("speed, round " + i);
                parts.add(speed.round(clients, all));
                ceilings.add(speed.ceiling());
            }
        }
        SpeedReport made = new SpeedReport(all, parts, ceilings);
        made.write(file);
        return made.targets();
    }

    private List<Target> limits(Server server, Path file) throws Exception {
        List<LimitCell> winnow = ofClients(quick ? LimitCell.ofWinnow().subList(0, 1) : LimitCell.ofWinnow());
        List<LimitCell> peers = quick ? List.of() : ofClients(LimitCell.ofPeers());
        List<LimitSlot.Part> parts = new ArrayList<>();
        int slots = Math.min(atOnce, Math.max(winnow.size(), peers.size()));
        try (LimitRounds limits = new LimitRounds(work, server, scale, slots)) {
            for (int i = 1; i <= rounds; i++) {
                System.err.println("limits, round " + i);
                parts.addAll(limits.round(winnow));
            }
            parts.addAll(limits.round(peers));
        }
        LimitReport made = new LimitReport(parts, slots);
        made.write(file, rounds);
        return made.targets();
    }

    private List<LimitCell> ofClients(List<LimitCell> all) {
        return all.stream()
                .filter(cell -> clients.contains(cell.client()) && kinds.contains(cell.kind()))
                .toList();
    }
}
