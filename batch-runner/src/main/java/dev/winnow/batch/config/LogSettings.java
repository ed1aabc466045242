package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of the log is kept, prefix {@code winnow.log}.
 *
 * @param maxFileSize a larger file is put aside, compressed
 * @param maxTotalSize of those put aside the oldest go beyond it
 * @param maxDays and those that are older go, from 1
 */
public record LogSettings(
        @DefaultValue("100MB") DataSize maxFileSize,
        @DefaultValue("1GB") DataSize maxTotalSize,
        @DefaultValue("30") int maxDays) {

    private static final String PREFIX = "winnow.log.";

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (maxFileSize.toBytes() <= 0) {
            problems.add(
                    new Problem(ProblemCode.SETTING, PREFIX + "max-file-size", "is " + maxFileSize, "at least 1B"));
        }
        if (maxTotalSize.toBytes() < maxFileSize.toBytes()) {
            problems.add(new Problem(
                    ProblemCode.SETTING,
                    PREFIX + "max-total-size",
                    "is " + maxTotalSize,
                    "at least " + PREFIX + "max-file-size"));
        }
        if (maxDays < 1) {
            problems.add(new Problem(ProblemCode.SETTING, PREFIX + "max-days", "is " + maxDays, "at least 1"));
        }
        return problems;
    }
}
