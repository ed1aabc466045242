package dev.winnow.db.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** The programs of the bundled PostgreSQL, extracted once below a directory. */
record PostgresBinaries(Path home) {

    /** The version of zonky's binaries on the class path, which do not state it themselves; a test compares. */
    static final String VERSION = "17.11.0";

    private static final String TEMPORARY = "postgresql.extracting-";

    /** Extracts the programs below the directory unless they are there. */
    @SuppressWarnings("try") // the lock is held, not used
    static PostgresBinaries in(Path directory) {
        Path parent = ServerFiles.realDirectory(directory);
        var binaries = new PostgresBinaries(parent.resolve("postgresql-" + VERSION));
        // Its rename comes last, so what bears the name is whole. Looked at without the lock: the place may be
        // read-only.
        if (Files.isDirectory(binaries.home)) {
            return binaries;
        }
        try (DirectoryLock lock = DirectoryLock.acquire(parent)) {
            if (!Files.isDirectory(binaries.home)) {
                extract(resource(), parent, binaries.home);
            }
        }
        return binaries;
    }

    static String major() {
        return VERSION.substring(0, VERSION.indexOf('.'));
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void extract(String resource, Path parent, Path target) {
        // We hold the lock, so nobody is at work on one of these.
        ServerFiles.deleteRemains(parent, TEMPORARY);
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (archive == null) {
                throw new EmbeddedPostgresException("The class path holds no PostgreSQL for this platform (" + resource
                        + "). Name a PostgreSQL server of your own with --db-url.");
            }
            Path temporary = Files.createDirectory(
                    parent.resolve(TEMPORARY + ProcessHandle.current().pid()));
            try {
                TxzArchive.extract(archive, temporary);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                ServerFiles.syncDirectory(parent);
            } catch (IOException e) {
                ServerFiles.deleteTree(temporary);
                throw e;
            }
        } catch (IOException e) {
            throw Advice.failure("Cannot extract the PostgreSQL programs to " + target, e);
        }
    }

    private static String resource() {
        return resource(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static String resource(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT);
        String family = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : "";
        String architecture = switch (processor) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> "";
        };
        if (family.isEmpty() || architecture.isEmpty()) {
            throw new EmbeddedPostgresException("There is no bundled PostgreSQL for " + system + " on " + processor
                    + ", only for Linux and macOS on x86_64 and arm64."
                    + " Name a PostgreSQL server of your own with --db-url.");
        }
        return "/postgres-" + family + "-" + architecture + ".txz";
    }
}
