package dev.winnow.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;

/** Makes the data directory, or makes sure that the one found fits. Called under the directory's lock. */
record Cluster(ServerFiles files, PostgresBinaries binaries, ServerAccount account) {

    static final String USER = "winnow";

    private static final String TEMPORARY = "data.creating-";
    private static final int FRESH_DATA_MEGABYTES = 64;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** @throws EmbeddedPostgresException also when another PostgreSQL or somebody else made the directory */
    void prepare() {
        // We hold the lock, so nobody is at work on one of these but an initdb whose JVM was killed.
        ServerFiles.deleteRemains(files.home(), TEMPORARY);
        try {
            Path version = files.data().resolve("PG_VERSION");
            if (Files.exists(version)) {
                requireOurs(Files.readString(version).strip());
                return;
            }
            requireEmpty();
            create();
        } catch (IOException e) {
            throw Advice.failure("Cannot prepare the data directory " + files.data(), e);
        }
    }

    private void requireOurs(String major) {
        if (!major.equals(PostgresBinaries.major())) {
            throw new EmbeddedPostgresException("The data in " + files.data() + " was made by PostgreSQL " + major
                    + ", and this Winnow brings PostgreSQL " + PostgresBinaries.major()
                    + ". Run the Winnow that made it,"
                    + " or run PostgreSQL " + major + " yourself and name it with --db-url, or choose another directory"
                    + " and load a pg_dump of the data there.");
        }
        if (!Files.exists(files.password())) {
            throw new EmbeddedPostgresException("The file " + files.password() + " with the password of the data in "
                    + files.data() + " is missing. Put it back, or choose another directory. " + Advice.OWN_SERVER);
        }
    }

    private void requireEmpty() throws IOException {
        if (!Files.exists(files.data())) {
            return;
        }
        try (Stream<Path> entries = Files.list(files.data())) {
            if (entries.findAny().isPresent()) {
                throw new EmbeddedPostgresException("The directory " + files.data()
                        + " is not empty and holds no PostgreSQL data. Choose another directory. " + Advice.OWN_SERVER);
            }
        }
    }

    /** initdb works beside the final place: what bears the name data is whole. */
    private void create() throws IOException {
        PasswordFile.createIfMissing(files, account);
        Path temporary = Files.createTempDirectory(files.home(), TEMPORARY);
        account.own(temporary);
        try {
            Command.Result result = Command.run(files.home(), LIMIT, account.command(initdb(temporary)));
            if (!result.succeeded()) {
                String said = files.withSpaceProblem(result.output(), FRESH_DATA_MEGABYTES);
                throw new EmbeddedPostgresException("PostgreSQL's initdb failed in " + files.home() + ": "
                        + lastLines(said) + " " + Advice.on(said));
            }
            Files.move(temporary, files.data(), StandardCopyOption.ATOMIC_MOVE);
            ServerFiles.syncDirectory(files.home());
        } catch (IOException | RuntimeException e) {
            ServerFiles.deleteTree(temporary);
            throw e;
        }
    }

    private String[] initdb(Path data) {
        return new String[] {
            binaries.program("initdb"),
            "--pgdata=" + data,
            "--username=" + USER,
            "--auth=scram-sha-256",
            "--pwfile=" + files.password(),
            "--encoding=UTF8",
            // Sorts by code point like C, yet knows the case of letters beyond ASCII, on every system the same.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums"
        };
    }

    static String lastLines(String output) {
        var lines = output.lines().filter(line -> !line.isBlank()).toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }
}
