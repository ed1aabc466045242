package dev.winnow.batch.job;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.json.CanonicalJson;
import dev.winnow.db.store.FoundFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Reads and hashes files in one pass; of one that is too large the bytes are hashed and not kept. Thread-safe. */
final class FileLoader {

    /** What Java shows for bytes that are no text. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final int LARGEST_BUFFER = 64 * 1024;

    private final long largest;

    FileLoader(long largest) {
        this.largest = largest;
    }

    FoundFile load(FileWalk.Entry entry) {
        String name = name(entry.path());
        if (entry instanceof FileWalk.Unlisted unlisted) {
            return new FoundFile.Unreadable(name, unlisted.reason());
        }
        return load(name, entry.path());
    }

    private FoundFile load(String name, Path path) {
        try {
            // opening a pipe waits for its writer, and a device may never end
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            if (!found.isRegularFile()) {
                return new FoundFile.Unreadable(name, "not a regular file");
            }
            try (InputStream in = Files.newInputStream(path)) {
                // one more than it has: the end is seen with the last byte
                return read(name, in, (int) Math.min(found.size() + 1, LARGEST_BUFFER));
            }
        } catch (AccessDeniedException e) {
            return new FoundFile.Unreadable(name, "no permission to read");
        } catch (NoSuchFileException e) {
            return new FoundFile.Unreadable(name, "gone, or a link that leads nowhere");
        } catch (IOException e) {
            return new FoundFile.Unreadable(name, "cannot be read");
        }
    }

    /** The path; as a URI, which no absolute path looks like, where text would lose some of the name's bytes. */
    private static String name(Path path) {
        String text = path.toString();
        boolean exact = text.indexOf(REPLACEMENT) < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        return exact ? text : path.toUri().toString();
    }

    private FoundFile read(String name, InputStream in, int likely) throws IOException {
        MessageDigest digest = CanonicalJson.newDigest();
        ByteArrayOutputStream kept = new ByteArrayOutputStream(likely);
        byte[] buffer = new byte[likely];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            size += read;
            if (size <= largest) {
                kept.write(buffer, 0, read);
            }
        }
        DocumentId id = new DocumentId(HexFormat.of().formatHex(digest.digest()));
        return new FoundFile.Readable(
                name, id, size, size <= largest ? Optional.of(kept.toByteArray()) : Optional.empty());
    }
}
