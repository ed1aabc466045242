package dev.winnow.db.agreement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares what the documentation says with what was found. */
final class Agreement {

    private static final int LONGEST_VALUE = 60;

    private final Map<Pair, List<Verdict>> found;
    private final List<String> findings = new ArrayList<>();

    private Agreement(Map<Pair, List<Verdict>> found) {
        this.found = found;
    }

    /** Everything in which they differ. */
    static List<String> findings(List<Mapping> documented, Map<Pair, List<Verdict>> found) {
        Agreement agreement = new Agreement(found);
        Set<Pair> rows = new HashSet<>();
        for (Mapping mapping : documented) {
            for (Pair pair : mapping.pairs()) {
                if (!rows.add(pair)) {
                    agreement.findings.add(pair + ": has two rows");
                }
                agreement.check(pair, mapping);
            }
        }
        new TreeMap<>(byText(found)).forEach((text, pair) -> {
            if (!rows.contains(pair)) {
                agreement.findings.add(text + ": has no row");
            }
        });
        return agreement.findings;
    }

    private static Map<String, Pair> byText(Map<Pair, List<Verdict>> found) {
        Map<String, Pair> texts = new TreeMap<>();
        found.keySet().forEach(pair -> texts.put(pair.toString(), pair));
        return texts;
    }

    private void check(Pair pair, Mapping mapping) {
        List<Verdict> verdicts = found.get(pair);
        if (verdicts == null) {
            findings.add(pair + ": has no declaration");
            return;
        }
        check(pair + ": schema", mapping.schema(), outcomes(verdicts, false));
        check(pair + ": table", mapping.table(), outcomes(verdicts, true));
    }

    private record Outcome(String value, boolean validation, boolean mapping) {}

    private static List<Outcome> outcomes(List<Verdict> verdicts, boolean table) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (table) {
                verdict.table()
                        .ifPresent(taken -> outcomes.add(new Outcome(verdict.value(), verdict.validation(), taken)));
            } else {
                outcomes.add(new Outcome(verdict.value(), verdict.validation(), verdict.schema()));
            }
        }
        return outcomes;
    }

    private void check(String what, Claim claim, List<Outcome> outcomes) {
        List<String> stricter = values(outcomes, true, false);
        List<String> weaker = values(outcomes, false, true);
        List<String> bothRefuse = values(outcomes, false, false);
        if (!stricter.isEmpty()) {
            findings.add(what + " is stricter on " + stricter);
        }
        if (outcomes.stream().noneMatch(Outcome::validation)) {
            findings.add(what + ": no value was valid");
        }
        if (claim.asks() == bothRefuse.isEmpty()) {
            findings.add(what + (claim.asks() ? " refuses nothing" : " refuses " + bothRefuse));
        }
        boolean claimedExact = claim.strength() == Claim.Strength.EXACT;
        if (claimedExact && !weaker.isEmpty()) {
            findings.add(what + " is said to be exact, and is weaker on " + weaker);
        } else if (claim.strength() == Claim.Strength.WEAKER && weaker.isEmpty()) {
            findings.add(what + " is said to be weaker, and no value shows it");
        } else if (claim.strength() == Claim.Strength.WEAKER_UNSEEN && !weaker.isEmpty()) {
            findings.add(what + " is said to be weaker unseen, and is seen on " + weaker);
        }
    }

    private static List<String> values(List<Outcome> outcomes, boolean validation, boolean mapping) {
        return outcomes.stream()
                .filter(outcome -> outcome.validation() == validation && outcome.mapping() == mapping)
                .map(outcome -> shortened(outcome.value()))
                .distinct()
                .limit(8)
                .toList();
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }
}
