package dev.winnow.db.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.connect.Migrations;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class TypeTablesProblemsTest {

    private static final String LONG = "a2345678901234567890123456789012345678901234567890123456789012";

    @Extracted(value = "troubled", instructions = "instructions.md")
    record Troubled(
            String runId,
            String xmin,
            String netTotal,
            @JsonProperty("net_total") String netTotalAgain,
            Part part,
            String partName,
            @Nullable Part maker,
            boolean makerPresent,
            List<Item> items,
            @JsonProperty(LONG + "3") String fits,
            @JsonProperty(LONG + "34") String tooLong,
            @JsonProperty(LONG) List<String> tooLongTable,
            List<String> partList,
            List<String> pkey,

            @JsonProperty("ä234567890123456789012345678901234567890123456789012345678901ö")
            String tooManyBytes) {}

    record Part(String name, List<String> list) {}

    record Item(int position, String documentId, int partsPosition, List<String> parts) {}

    @Test
    void allProblemsAreNamedAtOnce() {
        ProblemsException e = problems(Troubled.class);
        assertThat(e.problems())
                .extracting(Problem::path)
                .containsExactly(
                        "Troubled.runId",
                        "Troubled.xmin",
                        "Troubled.netTotalAgain",
                        "Troubled.partName",
                        "Troubled.makerPresent",
                        "Troubled.items[].position",
                        "Troubled.items[].documentId",
                        "Troubled.tooLong",
                        "Troubled.tooLongTable",
                        "Troubled.partList",
                        "Troubled.pkey",
                        "Troubled.tooManyBytes");
        assertThat(e.getMessage())
                .contains(
                        "Troubled.runId: column troubled.run_id is taken by the row's key or lineage, rename",
                        "Troubled.netTotalAgain: column troubled.net_total is taken by Troubled.netTotal, rename",
                        "Troubled.partName: column troubled.part_name is taken by Troubled.part.name,",
                        "Troubled.partList: relation name troubled_part_list is taken by Troubled.part.list,",
                        "Troubled.tooManyBytes: column name ä2345",
                        "has 64 bytes, at most 63 are possible: shorten a component's name [name-too-long]");
    }

    @Extracted(value = "deep", instructions = "instructions.md")
    record Deep(List<Outer> outer) {}

    record Outer(List<Middle> middle) {}

    record Middle(int outerPosition, int outerMiddlePosition, List<Inner> inner) {}

    record Inner(int outerMiddlePosition, int position) {}

    @Test
    void positionsOfTheListsAboveAreTaken() {
        assertThat(problems(Deep.class).problems())
                .extracting(Problem::path)
                .containsExactly(
                        "Deep.outer[].middle[].outerPosition",
                        "Deep.outer[].middle[].inner[].outerMiddlePosition",
                        "Deep.outer[].middle[].inner[].position");
    }

    @Extracted(value = "made", instructions = "instructions.md")
    record Made(
            @Nullable OffsetDateTime at,
            String atOffset,
            Figure figure,
            String figureType,
            int figureSquareSide,
            @Nullable List<String> words,
            boolean wordsPresent,
            Map<String, Entry> byName,
            Nested a,
            Other aB,
            List<Figure> figures,
            List<@Nullable Holder> holders) {}

    sealed interface Figure {}

    record Square(int side) implements Figure {}

    record Round(int width, int documentId, int position) implements Figure {}

    record Entry(String key, String value) {}

    record Nested(int bC) {}

    record Other(int c) {}

    record Holder(boolean present) {}

    @Test
    void namesThatAreMadeAreTakenToo() {
        assertThat(problems(Made.class).problems())
                .map(problem -> problem.code() + " " + problem.path())
                .containsExactly(
                        "name-taken Made.atOffset",
                        "name-taken Made.figureType",
                        "name-taken Made.figureSquareSide",
                        "name-taken Made.wordsPresent",
                        "name-taken Made.aB.c",
                        "name-taken Made.holders[].present");
    }

    @Extracted(value = "a", instructions = "instructions.md")
    record First(List<String> bC) {}

    @Extracted(value = "a_b", instructions = "instructions.md")
    record Second(List<String> c) {}

    @Test
    void tablesOfTwoTypesMustNotClash() {
        List<RecordType<?>> types = List.of(RecordType.of(First.class), RecordType.of(Second.class));
        types.forEach(type -> assertThat(TypeTables.problems(List.of(type))).isEmpty());
        assertThat(TypeTables.problems(types))
                .map(Problem::toString)
                .containsExactly(
                        "Second.c: relation name a_b_c is taken by First.bC, rename the component [name-taken]");

        Migrations migrations = new Migrations(new PGSimpleDataSource());
        assertThatThrownBy(() -> migrations.run(types)).isInstanceOf(ProblemsException.class);
    }

    @Extracted(value = "wide", instructions = "instructions.md")
    record Wide(Four a, Four b, Four c, Four d, Four e, Four f, Four g) {}

    record Four(Three a, Three b, Three c, Three d) {}

    record Three(Two a, Two b, Two c, Two d) {}

    record Two(One a, One b, One c, One d) {}

    record One(int a, int b, int c, int d) {}

    @Test
    void aTableHasRoomForSoManyColumns() {
        assertThat(problems(Wide.class).problems())
                .map(Problem::toString)
                .containsExactly("Wide: table wide has 1795 columns, at most 1600 are possible:"
                        + " put some of them into a List of records [too-many-columns]");
    }

    @Extracted(value = "wide", instructions = "instructions.md")
    record WideRow(
            Hundred<OffsetDateTime> a,
            Hundred<OffsetDateTime> b,
            Hundred<OffsetDateTime> c,
            Hundred<OffsetDateTime> d) {}

    record Hundred<T>(
            Ten<T> a, Ten<T> b, Ten<T> c, Ten<T> d, Ten<T> e, Ten<T> f, Ten<T> g, Ten<T> h, Ten<T> i, Ten<T> j) {}

    record Ten<T>(T a, T b, T c, T d, T e, T f, T g, T h, T i, T j) {}

    @Test
    void aRowHasRoomForSoManyBytes() {
        assertThat(problems(WideRow.class).problems())
                .map(Problem::toString)
                .containsExactly("WideRow: a row of table wide needs up to 9664 bytes, at most 8160 are possible:"
                        + " put some of them into a List of records [too-many-columns]");
    }

    @Extracted(value = "wide", instructions = "instructions.md")
    record WideUnion(Either either, Hundred<Yes> choices, Hundred<Yes> more, Hundred<Yes> most) {}

    sealed interface Either permits Left, Right {}

    record Left(Hundred<OffsetDateTime> a) implements Either {}

    record Right(Hundred<OffsetDateTime> a, Hundred<OffsetDateTime> b) implements Either {}

    enum Yes {
        YES
    }

    /** Only one branch of a union is filled, and of an enum the longest value is known. */
    @Test
    void aRowCountsWhatCanBeFilledAtOnce() {
        assertThat(RowWidth.of(TypeTables.of(RecordType.of(WideUnion.class)).root()))
                .isBetween(2 * 2_400 + 300 * 4, 2 * 2_400 + 300 * 4 + 300);
    }

    private static ProblemsException problems(Class<? extends Record> javaType) {
        RecordType<?> type = RecordType.of(javaType);
        return catchThrowableOfType(ProblemsException.class, () -> TypeTables.of(type));
    }
}
