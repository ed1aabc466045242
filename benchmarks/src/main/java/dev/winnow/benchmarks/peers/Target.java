package dev.winnow.benchmarks.peers;

import java.util.List;

/**
 * One line of what is to be reached.
 *
 * @param atLeast the bar, in words
 * @param reached whether the median does
 */
public record Target(String what, String atLeast, String measured, boolean reached) {

    /** A bar that is reached from below, or from above with {@code most}. */
    static Target of(String what, Spread ratio, double bar, boolean most) {
        return new Target(
                what,
                (most ? "at most " : "at least ") + bar,
                ratio.text("%.2f"),
                most ? ratio.median() <= bar : ratio.median() >= bar);
    }

    /** As Markdown. */
    public static String table(List<Target> targets) {
        StringBuilder table = new StringBuilder("| | target | measured | reached |\n|---|---|---|---|\n");
        targets.forEach(target -> table.append("| ")
                .append(String.join(
                        " | ", target.what, target.atLeast, target.measured, target.reached ? "yes" : "**no**"))
                .append(" |\n"));
        return table.toString();
    }
}
