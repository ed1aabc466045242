package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
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

    private static final String FILE_SIZE = "winnow.log.max-file-size";

    List<Problem> problems() {
        SettingCheck check = new SettingCheck();
        if (maxFileSize.toBytes() <= 0) {
            check.note(FILE_SIZE, "is " + maxFileSize, "at least 1B");
        }
        if (maxTotalSize.compareTo(maxFileSize) < 0) {
            check.note("winnow.log.max-total-size", "is " + maxTotalSize, "at least " + FILE_SIZE);
        }
        return check.atLeast("winnow.log.max-days", maxDays, 1).problems();
    }
}
