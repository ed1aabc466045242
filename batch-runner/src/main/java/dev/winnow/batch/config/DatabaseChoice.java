package dev.winnow.batch.config;

import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.db.connect.DatabaseSettings;
import dev.winnow.db.connect.DatabaseUrl;
import java.nio.file.Path;

/** Which database a command works on. */
public final class DatabaseChoice {

    private DatabaseChoice() {}

    /** The one of offline runs, always embedded and apart from all others. */
    public static DatabaseSettings offline(WinnowProperties properties) {
        Path directory = properties.directory().toAbsolutePath();
        return new DatabaseSettings.Embedded(directory, directory.resolve("offline"));
    }

    /** The one that the settings name, else the embedded one. */
    public static DatabaseSettings online(WinnowProperties properties) {
        WinnowProperties.Db db = properties.db();
        if (db.url().filter(url -> !url.isBlank()).isEmpty()) {
            Path directory = properties.directory().toAbsolutePath();
            return new DatabaseSettings.Embedded(directory, directory.resolve("db"));
        }
        try {
            return new DatabaseSettings.External(
                    DatabaseUrl.parse(db.url().get()),
                    db.user().orElse(System.getProperty("user.name")),
                    db.password().orElse(""));
        } catch (IllegalArgumentException e) {
            throw new ProblemsException(
                    ProblemCode.DATABASE,
                    "--db-url",
                    "is not a PostgreSQL URL",
                    "it looks like postgresql://host:5432/database");
        }
    }
}
