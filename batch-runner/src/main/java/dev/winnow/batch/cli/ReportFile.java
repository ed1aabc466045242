package dev.winnow.batch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The file of {@code --report}; who reads it never sees a part of it. */
final class ReportFile {

    private static final String WHERE = "--report";
    private static final String LIMIT = "name a file in an existing folder that can be written";

    private ReportFile() {}

    /** Why it could not be written, as far as that shows before it is. */
    static List<Problem> problems(Path file) {
        return problems(WHERE, file);
    }

    /** Likewise of a file that {@code where} names. */
    static List<Problem> problems(String where, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.exists(file) && !Files.isRegularFile(file)) {
            // a folder, or a device, which a report must not replace
            return List.of(new Problem(ProblemCode.OPTION, where, file + " is not a regular file", LIMIT));
        }
        if (!Files.isDirectory(folder)) {
            return List.of(new Problem(ProblemCode.OPTION, where, "the folder of " + file + " does not exist", LIMIT));
        }
        return Files.isWritable(folder)
                ? List.of()
                : List.of(
                        new Problem(ProblemCode.OPTION, where, "the folder of " + file + " cannot be written", LIMIT));
    }

    static void write(Path file, JsonNode json) {
        try {
            Path absolute = file.toAbsolutePath();
            Path next = absolute.resolveSibling(absolute.getFileName() + ".part");
            Files.writeString(next, json.toPrettyString() + "\n");
            Files.move(next, absolute, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ProblemsException(ProblemCode.OPTION, WHERE, file + " cannot be written", LIMIT);
        }
    }
}
