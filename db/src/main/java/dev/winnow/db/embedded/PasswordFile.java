package dev.winnow.db.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The file with the superuser's password, readable by the server's user only. */
final class PasswordFile {

    private static final int RANDOM_BYTES = 32;

    private PasswordFile() {}

    static String read(ServerFiles files) throws IOException {
        return Files.readString(files.password()).strip();
    }

    /** Creates the file whole and with its mode from the start, or not at all. */
    static void createIfMissing(ServerFiles files, ServerAccount account) throws IOException {
        Path file = files.password();
        if (!Files.exists(file)) {
            Path temporary = file.resolveSibling("password.new");
            Files.deleteIfExists(temporary);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (FileChannel channel = FileChannel.open(temporary, options, ownerOnly)) {
                var bytes = ByteBuffer.wrap((random() + "\n").getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        }
        account.own(file);
    }

    private static String random() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
