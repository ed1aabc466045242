package dev.winnow.batch.cli;

import dev.winnow.core.schema.Dialect;
import dev.winnow.core.type.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The page {@code docs/errors.md}, read: an entry is a heading of the third level, an example a fenced block whose info string is
 * a language and {@code bad} or {@code good}. What a bad example prints follows it as {@code text}.
 */
record ErrorsPage(List<Entry> entries, List<String> linked) {

    /** A code with its examples. */
    record Entry(String code, List<Example> examples) {}

    /**
     * An example.
     *
     * @param words the info string without the language
     * @param printed the lines that Winnow answers with, without {@code error: }
     */
    record Example(String code, String language, List<String> words, String text, List<String> printed) {

        boolean isBad() {
            return words.contains("bad");
        }

        /** The one named beside bad or good, else OpenAI's own. */
        Dialect dialect() {
            return Arrays.stream(Dialect.values())
                    .filter(dialect -> words.contains(dialect.toString()))
                    .findAny()
                    .orElse(Dialect.OPENAI);
        }

        @Override
        public String toString() {
            return code + ", " + language + " " + String.join(" ", words);
        }
    }

    private static final String ERROR = "error: ";
    private static final String FENCE = "```";

    static ErrorsPage read() {
        try {
            return of(Files.readString(Installation.home().resolve("docs").resolve("errors.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ErrorsPage of(String page) {
        List<Entry> entries = new ArrayList<>();
        List<String> linked = new ArrayList<>();
        List<String> lines = page.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("### ")) {
                entries.add(new Entry(line.substring("### ".length()), new ArrayList<>()));
            } else if (line.startsWith("[")) {
                linked.add(line.replaceFirst("^\\[(.*)]\\(#\\1\\),?$", "$1"));
            } else if (line.startsWith(FENCE)) {
                int from = i + 1;
                i = from;
                while (!lines.get(i).equals(FENCE)) {
                    i++;
                }
                if (!entries.isEmpty()) {
                    add(line.substring(FENCE.length()), lines.subList(from, i), entries.get(entries.size() - 1));
                }
            }
        }
        return new ErrorsPage(entries, linked);
    }

    private static void add(String info, List<String> block, Entry entry) {
        if (info.equals("text")) {
            Example bad = entry.examples().remove(entry.examples().size() - 1);
            List<String> printed = block.stream()
                    .map(line -> line.startsWith(ERROR) ? line.substring(ERROR.length()) : "(no error) " + line)
                    .toList();
            entry.examples().add(new Example(bad.code(), bad.language(), bad.words(), bad.text(), printed));
        } else {
            List<String> words = List.of(info.split(" "));
            entry.examples()
                    .add(new Example(
                            entry.code(),
                            words.get(0),
                            words.subList(1, words.size()),
                            String.join("\n", block),
                            List.of()));
        }
    }

    Stream<Example> examples(String... languages) {
        return entries.stream()
                .flatMap(entry -> entry.examples().stream())
                .filter(example -> List.of(languages).contains(example.language()));
    }

    /** What is wrong with the page as a page: each code has one entry, in the enum's order, with a bad and a good example. */
    List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        List<String> codes =
                Arrays.stream(ProblemCode.values()).map(ProblemCode::toString).toList();
        List<String> headings = entries.stream().map(Entry::code).toList();
        if (!headings.equals(codes)) {
            mistakes.add("the entries are " + headings + ", the codes " + codes);
        }
        if (!linked.equals(headings)) {
            mistakes.add("the contents are " + linked + ", the entries " + headings);
        }
        for (Entry entry : entries) {
            List<Example> examples = entry.examples();
            if (examples.stream().noneMatch(Example::isBad) || examples.stream().allMatch(Example::isBad)) {
                mistakes.add(entry.code() + " needs a bad and a good example");
            }
            examples.stream()
                    .filter(example -> !List.of("java", "json", "sh").contains(example.language())
                            || !example.words().contains("good") && !example.isBad())
                    .forEach(example -> mistakes.add(example + " is neither bad nor good java, json or sh"));
            examples.stream()
                    .filter(example -> example.isBad() && example.printed().isEmpty())
                    .forEach(example -> mistakes.add(example + " does not say what is printed"));
        }
        return mistakes;
    }

    /** What is wrong with an example that gave these problems, as {@code Problem.toString} has them. */
    static List<String> mistakes(Example example, List<String> problems) {
        String mark = "[" + example.code() + "]";
        if (!example.isBad()) {
            return problems.isEmpty() ? List.of() : List.of(example + " should be fine, but gives " + problems);
        }
        List<String> mistakes = new ArrayList<>();
        if (problems.isEmpty() || !problems.stream().allMatch(problem -> problem.endsWith(mark))) {
            mistakes.add(example + " should give " + mark + " only, but gives " + problems);
        }
        if (!example.printed().equals(problems)) {
            mistakes.add(example + " prints " + problems + ", the page says " + example.printed());
        }
        return mistakes;
    }
}
