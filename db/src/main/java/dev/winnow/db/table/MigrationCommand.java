package dev.winnow.db.table;

import dev.winnow.core.type.JarOption;
import dev.winnow.core.type.RecordType;
import java.util.List;

/** The command that writes a record type's next migration, for messages. */
public final class MigrationCommand {

    private MigrationCommand() {}

    /** With the jar that the type was loaded from. */
    public static String of(RecordType<?> type) {
        return "./winnow ddl " + type.name() + " --migration" + JarOption.of(List.of(type));
    }
}
