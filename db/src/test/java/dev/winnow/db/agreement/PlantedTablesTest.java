package dev.winnow.db.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A table that is wrong in one place is found out, and where. */
class PlantedTablesTest {

    private static final String HEADER = """
            | constraint | type | schema | schema is | table | `CHECK` is |
            |---|---|---|---|---|---|
            """;
    private static final String MAX = "| `@Max` | `int` | `maximum` | exact | comparison | exact |\n";
    private static final String DIGITS =
            "| `@Digits` | `BigDecimal` | sentence | weaker: no keyword | comparison | weaker: zeros |\n";

    private static final Map<Pair, List<Verdict>> FOUND = Map.of(
            new Pair("@Max", "", "int"), List.of(verdict("3", true, true, true), verdict("4", false, false, false)),
            new Pair("@Digits", "", "BigDecimal"),
                    List.of(
                            verdict("1", true, true, true),
                            verdict("1.000", false, true, true),
                            verdict("1.001", false, true, false)));

    private static Verdict verdict(String value, boolean validation, boolean schema, boolean table) {
        return new Verdict(value, validation, schema, Optional.of(table));
    }

    private static List<String> findings(String rows) {
        return Agreement.findings(Mapping.parse("# Title\n\n" + HEADER + rows + "\nText.\n"), FOUND);
    }

    @Test
    void theRightTableStands() {
        assertThat(findings(MAX + DIGITS)).isEmpty();
        assertThat(findings(MAX + "\n## Another heading\n\n" + HEADER + DIGITS)).isEmpty();
    }

    @Test
    void weakerIsNotExact() {
        assertThat(findings(MAX + DIGITS.replace("weaker: zeros", "exact")))
                .containsExactly("@Digits | BigDecimal: table is said to be exact, and is weaker on [1.000]");
        assertThat(findings(MAX + DIGITS.replace("weaker: no keyword", "exact")))
                .containsExactly("@Digits | BigDecimal: schema is said to be exact, and is weaker on [1.000, 1.001]");
    }

    @Test
    void exactIsNotWeaker() {
        assertThat(findings(MAX.replaceFirst("exact", "weaker: perhaps") + DIGITS))
                .containsExactly("@Max | int: schema is said to be weaker, and no value shows it");
        assertThat(findings(MAX.replaceFirst("exact", "weaker, unseen: perhaps") + DIGITS))
                .isEmpty();
    }

    @Test
    void whatIsSeenIsNotUnseen() {
        assertThat(findings(MAX + DIGITS.replace("weaker: zeros", "weaker, unseen: zeros")))
                .containsExactly("@Digits | BigDecimal: table is said to be weaker unseen, and is seen on [1.000]");
    }

    @Test
    void noneIsStricter() {
        Map<Pair, List<Verdict>> stricter = Map.of(
                new Pair("@Max", "", "int"),
                List.of(
                        verdict("3", true, true, false),
                        verdict("2", true, true, true),
                        verdict("4", false, false, false)));
        assertThat(Agreement.findings(Mapping.parse(HEADER + MAX), stricter))
                .containsExactly("@Max | int: table is stricter on [3]");
        assertThat(Agreement.findings(Mapping.parse(HEADER + MAX.replace("| exact |\n", "| weaker: so |\n")), stricter))
                .contains("@Max | int: table is stricter on [3]");
    }

    @Test
    void aRowNeedsADeclarationAndADeclarationARow() {
        assertThat(findings(MAX)).containsExactly("@Digits | BigDecimal: has no row");
        assertThat(findings(MAX + DIGITS + MAX.replace("@Max", "@Min")))
                .containsExactly("@Min | int: has no declaration");
        assertThat(findings(MAX + DIGITS + MAX)).containsExactly("@Max | int: has two rows");
        assertThat(findings(MAX.replace("`int`", "`int`, `byte`") + DIGITS))
                .containsExactly("@Max | byte: has no declaration");
        assertThat(findings(MAX.replace("`@Max`", "`@Max` over 9") + DIGITS))
                .containsExactly("@Max over 9 | int: has no declaration", "@Max | int: has no row");
    }

    @Test
    void aKeywordRefusesAndASentenceDoesNot() {
        assertThat(findings(MAX + DIGITS.replace("sentence", "`multipleOf`")))
                .containsExactly("@Digits | BigDecimal: schema refuses nothing");
        assertThat(findings(MAX.replace("comparison", "none") + DIGITS))
                .containsExactly("@Max | int: table refuses [4]");
    }

    @Test
    void bothSidesOfTheLimitMustBeTried() {
        Pair max = new Pair("@Max", "", "int");
        List<Mapping> table = Mapping.parse(HEADER + MAX);
        assertThat(Agreement.findings(table, Map.of(max, List.of(verdict("4", false, false, false)))))
                .containsExactly("@Max | int: schema: no value was valid", "@Max | int: table: no value was valid");
        assertThat(Agreement.findings(table, Map.of(max, List.of(verdict("3", true, true, true)))))
                .containsExactly("@Max | int: schema refuses nothing", "@Max | int: table refuses nothing");
    }

    @Test
    void whatIsNoClaimIsNoTable() {
        assertThatIllegalArgumentException().isThrownBy(() -> findings(MAX.replaceFirst("exact", "mostly exact")));
        assertThatIllegalArgumentException().isThrownBy(() -> findings(MAX.replaceFirst("exact", "weaker")));
        assertThatIllegalArgumentException().isThrownBy(() -> findings(MAX.replace("`int`", "`integer`")));
        assertThatIllegalArgumentException().isThrownBy(() -> findings(MAX.replace("exact |\n", "exact | more |\n")));
    }
}
