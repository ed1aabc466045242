package dev.winnow.batch.cli;

import dev.winnow.core.type.JarOption;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.store.Unfit;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Documents whose records are not valid by now, and what to do about them. */
final class UnfitText {

    /** More would not fit on a command line that anybody reads. */
    private static final int NAMED = 10;

    private UnfitText() {}

    /** One for each violation, as {@code path: company: Size, message}. */
    static List<String> lines(Unfit unfit) {
        return unfit.violations().stream()
                .map(one -> plain(unfit.path()) + ": " + (one.path().isEmpty() ? "" : one.path() + ": ") + one.rule()
                        + ", " + one.message())
                .map(UnfitText::plain)
                .toList();
    }

    /** The command that reads them again; {@code options} with a space before each; {@code unfit} may be the first of a {@code number}. */
    static String command(Collection<RecordType<?>> types, String options, List<Unfit> unfit, long number) {
        String names = types.stream().map(RecordType::name).collect(Collectors.joining(","));
        String paths = number <= NAMED
                ? unfit.stream().map(one -> JarOption.quoted(one.path())).collect(Collectors.joining(" "))
                : "PATH...";
        String hint = number <= NAMED ? "" : " with the paths above; of a folder it would read every document again";
        return "./winnow run " + names + " " + paths + " --redo" + JarOption.of(types) + options + hint;
    }

    /** A name may hold what moves a terminal's cursor. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
