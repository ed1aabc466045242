package dev.winnow.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTypesTest {

    private static final String INSTRUCTIONS = "/dev/winnow/core/instructions.md";

    @Extracted(value = "zebra", instructions = INSTRUCTIONS)
    record Zebra(String text) {}

    @Extracted(value = "ant", instructions = INSTRUCTIONS)
    record Ant(String text) {}

    @Extracted(value = "ant", instructions = INSTRUCTIONS)
    record OtherAnt(String text) {}

    @Extracted(value = "odd", instructions = INSTRUCTIONS)
    record Odd(Object any) {}

    record Unmarked(String text) {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A class loader that sees these lists and no others. */
    private ClassLoader withLists(String... lists) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (int i = 0; i < lists.length; i++) {
            Path file = Files.writeString(folder.resolve("list" + i), lists[i]);
            urls.add(file.toUri().toURL());
        }
        return new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) {
                return Collections.enumeration(name.equals(RecordTypes.LIST) ? urls : List.of());
            }
        };
    }

    @Test
    void areReadFromEveryListInTheOrderOfTheirNames() throws IOException {
        RecordTypes types = RecordTypes.load(
                withLists("# animals\n\n  " + Zebra.class.getName() + "   # striped\n", Ant.class.getName()));

        assertThat(types.all()).extracting(RecordType::name).containsExactly("ant", "zebra");
        assertThat(types.get("zebra").javaType()).isEqualTo(Zebra.class);
    }

    @Test
    void mayBeListedTwice() throws IOException {
        RecordTypes types = RecordTypes.load(withLists(Ant.class.getName(), Ant.class.getName()));

        assertThat(types.all()).hasSize(1);
    }

    @Test
    void areNoneWithoutLists() throws IOException {
        assertThat(RecordTypes.load(withLists()).all()).isEmpty();
    }

    @Test
    void tellAllProblemsOfAllTypesAtOnce() throws IOException {
        ClassLoader loader = withLists(
                String.join(
                        "\n",
                        "dev.winnow.Nowhere",
                        "java.lang.String",
                        Ant.class.getName(),
                        OtherAnt.class.getName(),
                        Odd.class.getName()),
                Unmarked.class.getName());

        assertThatThrownBy(() -> RecordTypes.load(loader))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        thrown -> assertThat(thrown.problems())
                                .extracting(Problem::toString)
                                .containsExactly(
                                        "META-INF/winnow/record-types: dev.winnow.Nowhere is not a record on the class path,"
                                                + " list the full names of record classes [record-types-list]",
                                        "META-INF/winnow/record-types: java.lang.String is not a record on the class path,"
                                                + " list the full names of record classes [record-types-list]",
                                        OtherAnt.class.getName() + ": has the same name as " + Ant.class.getName()
                                                + ", give one of them another in @Extracted [type-name-taken]",
                                        "Odd.any: Object has no place in a record type, it says nothing about the value:"
                                                + " use a String, a number, a record or a sealed interface of records"
                                                + " [unsupported-type]",
                                        "Unmarked: is not a record type, annotate it with @Extracted(\"name\") [not-a-record-type]"));
    }

    @Test
    void nameTheKnownOnesWhenAskedForAnother() throws IOException {
        RecordTypes types = RecordTypes.load(withLists(Zebra.class.getName() + "\n" + Ant.class.getName()));

        assertThatThrownBy(() -> types.get("bee"))
                .isInstanceOf(ProblemsException.class)
                .hasMessage(
                        "record type \"bee\": is not known, known are ant, zebra; --types-jar brings others [unknown-type]");
    }

    @Test
    void cannotBeAdded() throws IOException {
        RecordTypes types = RecordTypes.load(withLists(Ant.class.getName()));

        assertThatThrownBy(() -> types.all().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void failWhenAListCannotBeRead() {
        ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                URL missing = URI.create("file:" + folder.resolve("missing")).toURL();
                return Collections.enumeration(List.of(missing));
            }
        };

        assertThatThrownBy(() -> RecordTypes.load(loader)).hasMessage("cannot read META-INF/winnow/record-types");
    }
}
