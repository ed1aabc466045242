package dev.winnow.db.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.db.sql.Identifiers;
import org.junit.jupiter.api.Test;

class ConstraintNamesTest {

    @Test
    void aNameSaysTableColumnAndRule() {
        assertThat(new ConstraintNames("receipt").next("total", "digits")).isEqualTo("receipt_total_digits");
    }

    @Test
    void namesThatWouldBeEqualAreCounted() {
        ConstraintNames names = new ConstraintNames("receipt");
        assertThat(names.next("total", "decimal_min")).isEqualTo("receipt_total_decimal_min");
        assertThat(names.next("total_decimal", "min")).isEqualTo("receipt_total_decimal_min_2");
        assertThat(names.next("total_decimal", "min")).isEqualTo("receipt_total_decimal_min_3");
    }

    @Test
    void longNamesAreCutWithAHashOfTheWhole() {
        String column = "ö".repeat(40);
        ConstraintNames names = new ConstraintNames("receipt");
        String size = names.next(column, "size");
        String again = names.next(column, "size");
        String pattern = names.next(column, "pattern");

        assertThat(new ConstraintNames("receipt").next(column, "size")).isEqualTo(size);
        assertThat(size).matches("receipt_ö{23}_[0-9a-f]{8}").isNotIn(again, pattern);
        assertThat(Identifiers.bytes(size)).isEqualTo(63);
        assertThat(new ConstraintNames("t").next("c".repeat(56), "size"))
                .hasSize(63)
                .endsWith("_size");
    }
}
