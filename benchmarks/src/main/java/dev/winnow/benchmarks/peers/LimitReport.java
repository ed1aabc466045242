package dev.winnow.benchmarks.peers;

import dev.winnow.benchmarks.peers.LimitSlot.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the rounds under limits came to, as Markdown. */
final class LimitReport {

    private static final String EXPLANATION = """
            The simulator enforces its limit per minute of three seconds, 300 calls in it (tokens: the same in calls of 8,192), at 64 in
            flight and 200 ms. *Used* is what was admitted, in ten whole minutes of the simulator, of what the limit would have
            admitted to a client with endless demand; *whole* is the same from the first call to the last, in which a minute that has
            just begun counts as if it were over. A refill has no minutes: there *whole* is meant, its full bucket at the start included. Refused calls count against the limit. At a time run
            %d cells, each with a simulator of its own, on the same cores. The peers: one round, limits of requests only.
            """;

    private final Map<LimitCell, List<Part>> cells;

    private final int atOnce;

    /** @param atOnce how many cells ran at a time */
    LimitReport(List<Part> parts, int atOnce) {
        this.atOnce = atOnce;
        cells = parts.stream().collect(Collectors.groupingBy(Part::cell, LinkedHashMap::new, Collectors.toList()));
    }

    void write(Path file, int rounds) throws IOException {
        StringBuilder text = new StringBuilder("## At an enforced limit (" + Machine.jdk() + ")\n\n")
                .append(Machine.text(rounds))
                .append("\n\n")
                .append(Target.table(targets()))
                .append('\n')
                .append(EXPLANATION.formatted(atOnce))
                .append(
                        "\n| | limit | used | whole | answered 429 | lost | seconds |\n|---|---|---:|---:|---:|---:|---:|\n");
        cells.forEach((cell, parts) -> text.append(String.join(
                        " | ",
                        "| " + cell.title(),
                        cell.limit(),
                        used(parts).percent("%.1f"),
                        Spread.of(parts.stream().mapToDouble(Part::whole)).percent("%.1f"),
                        refused(parts).percent("%.2f"),
                        lost(parts) + " of " + parts.get(0).documents(),
                        Spread.of(parts.stream().mapToDouble(Part::seconds)).text("%.0f")))
                .append(" |\n"));
        Section.write(file, "limits, " + Machine.jdk(), text.toString());
    }

    /** Those that these rounds can say something about. */
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        targets(targets, "limits configured", 0.98, 0.001, cell -> cell.configured() && cell.others() == 0);
        targets(targets, "limits learned from headers", 0.98, 0.01, cell -> !cell.configured() && cell.others() == 0);
        targets(
                targets,
                "configured, another client takes its part",
                0.95,
                1,
                cell -> cell.configured() && cell.others() > 0);
        targets(
                targets,
                "learned, another client takes its part",
                0.95,
                1,
                cell -> !cell.configured() && cell.others() > 0);
        return targets;
    }

    /** Of the worst cell of each. */
    private void targets(List<Target> targets, String what, double least, double most, Predicate<LimitCell> which) {
        List<Map.Entry<LimitCell, List<Part>>> some = cells.entrySet().stream()
                .filter(cell -> cell.getKey().client() == PeerKind.WINNOW && which.test(cell.getKey()))
                .toList();
        if (some.isEmpty()) {
            return;
        }
        var used = some.stream()
                .min(Comparator.comparing(cell -> used(cell.getValue()).median()))
                .orElseThrow();
        targets.add(new Target(
                "quota used, " + what,
                String.format(Locale.ROOT, "at least %.0f%%", least * 100),
                used(used.getValue()).percent("%.1f") + ", " + used.getKey().limit(),
                used(used.getValue()).median() >= least));
        if (most < 1) {
            var refused = some.stream()
                    .max(Comparator.comparing(cell -> refused(cell.getValue()).median()))
                    .orElseThrow();
            targets.add(new Target(
                    "calls answered 429, " + what,
                    String.format(Locale.ROOT, "under %.1f%%", most * 100),
                    refused(refused.getValue()).percent("%.2f") + ", "
                            + refused.getKey().limit(),
                    refused(refused.getValue()).median() < most));
        }
        int lost = some.stream().mapToInt(cell -> lost(cell.getValue())).max().orElseThrow();
        targets.add(new Target("documents lost, " + what, "0", String.valueOf(lost), lost == 0));
    }

    private static Spread used(List<Part> parts) {
        return Spread.of(parts.stream().mapToDouble(Part::used));
    }

    private static Spread refused(List<Part> parts) {
        return Spread.of(parts.stream().mapToDouble(Part::refused));
    }

    private static int lost(List<Part> parts) {
        return parts.stream().mapToInt(Part::lost).max().orElseThrow();
    }
}
