package dev.winnow.db.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The server's log from one start on. */
record ServerLog(Path file, long start) {

    private static final Pattern FATAL = Pattern.compile("(?:FATAL|PANIC): .*");
    private static final int MOST_BYTES = 64 * 1024;

    /** Creates the file when missing, so that it belongs to the server's user and is for nobody else. */
    static ServerLog open(ServerFiles files, ServerAccount account) throws IOException {
        try {
            Files.createFile(
                    files.log(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            // As on every start but the first.
        }
        account.own(files.log());
        return new ServerLog(files.log(), Files.size(files.log()));
    }

    String news() throws IOException {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(start, log.length() - MOST_BYTES));
            var bytes = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** What the server itself gives as the reason for not starting. */
    Optional<String> fatalNews() throws IOException {
        String reasons = FATAL.matcher(news())
                .results()
                .map(found -> found.group())
                .distinct()
                .collect(Collectors.joining(" / "));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
    }
}
