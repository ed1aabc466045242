package dev.winnow.db.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.type.RecordType;
import dev.winnow.db.projection.Parcel.Box;
import dev.winnow.db.projection.Parcel.Color;
import dev.winnow.db.projection.Parcel.Home;
import dev.winnow.db.projection.Parcel.Item;
import dev.winnow.db.projection.Parcel.Sender;
import dev.winnow.db.table.TestDatabase;
import dev.winnow.db.table.TestPostgres;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPostgres.class)
class ProjectionTest {

    private static final String UUID_TEXT = "0000000a-000b-000c-000d-00000000000e";

    private static final RecordType<Parcel> TYPE = RecordType.of(Parcel.class);
    private static final Projection PROJECTION = Projection.of(TYPE);

    @Test
    void everyKindOfValueKeepsWhatItHolds(TestDatabase database) throws Exception {
        write(database.with(TYPE), row("a", 1, parcel(values("😀\t'\"\\\n", "1234567890123456789012345.60"), null)));

        assertThat(database.rows("SELECT document_id, extraction_id, run_id, values_text, values_whole, values_big,"
                        + " values_bigger, values_exact, values_approximate, values_yes, values_day, values_local,"
                        + " values_instant AT TIME ZONE 'UTC', values_id, values_color, values_perhaps"
                        + " FROM records.parcel"))
                .containsExactly(String.join(
                        "|",
                        List.of(
                                "a",
                                "1",
                                "1",
                                "😀\t'\"\\\n",
                                "-2147483648",
                                "9223372036854775807",
                                "-1234567890123456789012345",
                                "1234567890123456789012345.60",
                                "0.1",
                                "t",
                                "2024-02-29",
                                "2024-12-31 23:59:59.999999",
                                "1969-12-31 23:59:59.999999",
                                UUID_TEXT,
                                "it's red",
                                "0.0000000001")));
    }

    @Test
    void datesBeforeChristAndFarAwayArePossible(TestDatabase database) throws Exception {
        database.with(TYPE);
        Parcel.Values values = values("x", "0");
        for (String day : List.of("0000-01-01", "9999-12-31")) {
            Parcel.Values dated = new Parcel.Values(
                    "x",
                    1,
                    1,
                    BigInteger.ONE,
                    BigDecimal.ONE,
                    1,
                    true,
                    LocalDate.parse(day),
                    LocalDate.parse(day).atStartOfDay(),
                    values.instant(),
                    values.id(),
                    Color.BLUE,
                    Optional.empty());
            write(database, row("a", 1, parcel(dated, null)));
            LocalDate read = LocalDate.parse(day);
            try (var rows = database.connection()
                    .createStatement()
                    .executeQuery("SELECT values_day, values_local, values_color FROM records.parcel")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(read);
                assertThat(rows.getObject(2, LocalDateTime.class)).isEqualTo(read.atStartOfDay());
                assertThat(rows.getString(3)).isEqualTo("blue");
            }
        }
    }

    @Test
    void timesThatPostgresqlCannotHoldAreRefusedLikeAnyRow(TestDatabase database) throws Exception {
        database.with(TYPE);
        for (Instant instant : List.of(Instant.MAX, Instant.parse("+500000-01-01T00:00:00Z"))) {
            Parcel.Values values = new Parcel.Values(
                    "x",
                    1,
                    1,
                    BigInteger.ONE,
                    BigDecimal.ONE,
                    1,
                    true,
                    LocalDate.EPOCH,
                    LocalDateTime.of(1, 1, 1, 1, 1),
                    instant,
                    UUID.randomUUID(),
                    Color.BLUE,
                    Optional.empty());
            assertThat(database.refusal(() -> write(database, row("a", 1, parcel(values, null)))))
                    .contains("22008");
        }
    }

    @Test
    void nullIsToldFromARecordOfNullsAndFromAnEmptyList(TestDatabase database) throws Exception {
        write(
                database.with(TYPE),
                row("a", 1, new Parcel(values("x", "0"), null, null, List.of())),
                row(
                        "b",
                        1,
                        new Parcel(
                                values("x", "0"),
                                new Sender("n", null, new Home(null), List.of()),
                                List.of(),
                                List.of())),
                row(
                        "c",
                        1,
                        new Parcel(values("x", "0"), new Sender("n", 3, null, null), List.of("1", "0"), List.of())));

        assertThat(database.rows("SELECT document_id, sender_present, sender_name, sender_age, sender_home_present,"
                        + " sender_home_street, sender_colors_present, tags_present FROM records.parcel ORDER BY 1"))
                .containsExactly("a|f|null|null|f|null|f|f", "b|t|n|null|t|null|t|t", "c|t|n|3|f|null|f|t");
        assertThat(database.rows("SELECT document_id, position, value FROM records.parcel_tags ORDER BY 1, 2"))
                .containsExactly("c|0|1", "c|1|0");
    }

    @Test
    void listsInListsKeepTheirOrder(TestDatabase database) throws Exception {
        Box first = new Box(null, List.of(new Item("z", List.of(3, 1)), new Item("a", List.of())), null);
        Box second = new Box(new BigDecimal("1.50"), List.of(new Item("m", List.of(2))), List.of(LocalDate.EPOCH));
        Parcel parcel = new Parcel(
                values("x", "0"),
                new Sender("n", 1, null, List.of(Color.BLUE, Color.RED)),
                null,
                List.of(first, second));
        write(database.with(TYPE), row("a", 1, parcel), row("b", 1, parcel));

        assertThat(database.rows("SELECT position, weight, days_present FROM records.parcel_boxes"
                        + " WHERE document_id = 'a' ORDER BY 1"))
                .containsExactly("0|null|f", "1|1.50|t");
        assertThat(database.rows("SELECT boxes_position, position, name FROM records.parcel_boxes_items"
                        + " WHERE document_id = 'b' ORDER BY 1, 2"))
                .containsExactly("0|0|z", "0|1|a", "1|0|m");
        assertThat(database.rows("SELECT boxes_position, boxes_items_position, position, value"
                        + " FROM records.parcel_boxes_items_counts WHERE document_id = 'b' ORDER BY 1, 2, 3"))
                .containsExactly("0|0|0|3", "0|0|1|1", "1|0|0|2");
        assertThat(database.rows(
                        "SELECT value FROM records.parcel_sender_colors WHERE document_id = 'a' ORDER BY position"))
                .containsExactly("blue", "it's red");
    }

    @Test
    void theNewerRunWinsWhoeverComesFirst(TestDatabase database) throws Exception {
        database.with(TYPE);
        write(database, row("a", 5, tagged("five", "5", "5")));
        write(database, row("a", 4, tagged("four", "4")), row("b", 4, tagged("four", "4")));
        assertThat(tags(database)).containsExactly("a|5|five|0|5", "a|5|five|1|5", "b|4|four|0|4");

        write(database, row("a", 5, tagged("again", "6")), row("b", 6, tagged("six")));
        assertThat(tags(database)).containsExactly("a|5|again|0|6", "b|6|six|null|null");

        write(database, row("a", 8, tagged("8", "8")), row("a", 7, tagged("7", "7")), row("a", 8, tagged("last", "9")));
        assertThat(tags(database)).containsExactly("a|8|last|0|9", "b|6|six|null|null");
    }

    @Test
    void removingADocumentRemovesItsLists(TestDatabase database) throws Exception {
        database.with(TYPE);
        write(database, row("a", 1, tagged("a", "1")), row("b", 1, tagged("b", "2")));
        PROJECTION.remove(database.connection(), List.of("a", "never there", "quote'"));
        PROJECTION.remove(database.connection(), List.of());
        assertThat(tags(database)).containsExactly("b|1|b|0|2");
        assertThat(database.rows("SELECT document_id FROM records.parcel_tags")).containsExactly("b");

        database.execute("DELETE FROM winnow.document WHERE id = 'b'");
        assertThat(database.rows("SELECT document_id FROM records.parcel_tags")).isEmpty();
    }

    @Test
    void aRefusedRowNamesTheConstraint(TestDatabase database) throws Exception {
        database.with(TYPE);
        assertThat(database.refusal(
                        () -> write(database, row("a", 1, tagged("a", "1")), row("b", 1, tagged("b", "123")))))
                .contains("parcel_tags_value_size");
        assertThat(database.refusal(() ->
                        write(database, row("a", 1, parcel(values("x", "0"), new Sender(" ", 1, null, null))))))
                .contains("parcel_sender_name_not_blank");
        assertThat(database.refusal(() -> write(database, row("unknown", 1, tagged("a", "1")))))
                .contains("parcel_document_id_fkey");
        assertThat(tags(database)).isEmpty();
    }

    @Test
    void presenceIsKeptByTheDatabaseToo(TestDatabase database) throws Exception {
        database.with(TYPE);
        write(database, row("a", 1, parcel(values("x", "0"), new Sender("n", 1, new Home("s"), List.of()))));
        assertThat(database.refusal(() -> database.execute("UPDATE records.parcel SET sender_name = NULL")))
                .contains("parcel_sender_name_presence");
        assertThat(database.refusal(() -> database.execute(
                        "UPDATE records.parcel SET sender_present = false, sender_name = NULL, sender_age = NULL")))
                .contains("parcel_sender_colors_present_presence");
        assertThat(database.refusal(() -> database.execute("UPDATE records.parcel SET sender_home_present = false")))
                .contains("parcel_sender_home_street_presence");
    }

    @Test
    void whatCannotBeWrittenWholeIsNotStarted(TestDatabase database) throws Exception {
        assertThatThrownBy(() -> PROJECTION.write(
                        database.connection(), List.of(new ProjectedRecord("a", 1, 1, new Home(null)))))
                .isInstanceOf(IllegalArgumentException.class);
        database.connection().rollback();
        database.connection().setAutoCommit(true);
        assertThatThrownBy(() -> PROJECTION.write(database.connection(), List.of()))
                .isInstanceOf(IllegalStateException.class);
        database.connection().setAutoCommit(false);
    }

    private static List<String> tags(TestDatabase database) throws Exception {
        return database.rows("SELECT document_id, run_id, values_text, position, value FROM records.parcel"
                + " LEFT JOIN records.parcel_tags USING (document_id) ORDER BY document_id, position");
    }

    private static void write(TestDatabase database, ProjectedRecord... rows) throws java.sql.SQLException {
        PROJECTION.write(database.connection(), Arrays.asList(rows));
    }

    private static ProjectedRecord row(String document, long run, Parcel parcel) {
        return new ProjectedRecord(document, run, run, parcel);
    }

    private static Parcel tagged(String text, String... tags) {
        return new Parcel(values(text, "0"), null, List.of(tags), List.of());
    }

    private static Parcel parcel(Parcel.Values values, @Nullable Sender sender) {
        return new Parcel(values, sender, null, List.of());
    }

    private static Parcel.Values values(String text, String exact) {
        return new Parcel.Values(
                text,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                new BigInteger("-1234567890123456789012345"),
                new BigDecimal(exact),
                0.1,
                true,
                LocalDate.of(2024, 2, 29),
                LocalDateTime.parse("2024-12-31T23:59:59.999999999"),
                Instant.parse("1969-12-31T23:59:59.999999999Z"),
                UUID.fromString(UUID_TEXT),
                Color.RED,
                Optional.of(new BigDecimal("1E-10")));
    }
}
