package dev.winnow.batch.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a key is found. Its text names the place, never the key. */
sealed interface KeySource {

    /** Something without a key in it: it is not there, is empty, or holds what no key holds. */
    final class NoKeyException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Of what is wrong with {@code source}, without any of its content. */
        NoKeyException(String problem) {
            super(problem);
        }

        /** What is wrong, without any of the content. */
        String problem() {
            return String.valueOf(getMessage());
        }
    }

    /** The key as it is now. */
    String read() throws NoKeyException;

    /** What an operator should know about it although it can be used. */
    default Optional<String> warning() {
        return Optional.empty();
    }

    /** A setting or variable, which is read once: it cannot change while a program runs. */
    record Value(String name, String content) implements KeySource {
        @Override
        public String read() throws NoKeyException {
            return checked(content);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A variable of the environment that is not set. */
    record Unset(String name) implements KeySource {
        @Override
        public String read() throws NoKeyException {
            throw new NoKeyException("is not set");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A file, such as a secret of Docker or Kubernetes. */
    record SecretFile(Path file) implements KeySource {
        private static final int LONGEST = 16_384;

        @Override
        public String read() throws NoKeyException {
            if (Files.isDirectory(file)) {
                throw new NoKeyException("is a folder");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LONGEST + 1);
                if (bytes.length > LONGEST) {
                    throw new NoKeyException("is longer than any key");
                }
                return checked(new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new NoKeyException(Files.exists(file) ? "cannot be read" : "does not exist");
            }
        }

        @Override
        public Optional<String> warning() {
            try {
                return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)
                        ? Optional.of(this + " can be read by every user of this machine; chmod o-r takes that away")
                        : Optional.empty();
            } catch (IOException | UnsupportedOperationException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return FILE + file;
        }
    }

    /** Prefix of a source in the settings. */
    String ENV = "env:";

    /** Prefix of a source in the settings. */
    String FILE = "file:";

    /** What a variable may be called. */
    Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");

    /** A key is sent in a header: visible characters of ASCII. */
    Pattern KEY = Pattern.compile("[!-~]+");

    /**
     * The source that {@code setting} names, or empty where it names none, such as a key itself.
     *
     * @param environment variable by name
     */
    static Optional<KeySource> of(String setting, UnaryOperator<@Nullable String> environment) {
        String text = setting.strip();
        if (text.startsWith(FILE) && text.length() > FILE.length()) {
            return file(text.substring(FILE.length()));
        }
        String name = text.startsWith(ENV) ? text.substring(ENV.length()) : "";
        if (!VARIABLE.matcher(name).matches()) {
            return Optional.empty();
        }
        String content = environment.apply(name);
        return Optional.of(content == null || content.isBlank() ? new Unset(text) : new Value(text, content));
    }

    private static Optional<KeySource> file(String path) {
        try {
            return Optional.of(new SecretFile(Path.of(path)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String checked(String content) throws NoKeyException {
        String key = content.strip();
        if (key.isEmpty()) {
            throw new NoKeyException("is empty");
        }
        if (!KEY.matcher(key).matches()) {
            throw new NoKeyException("holds a space, a line break or another character that no key has");
        }
        return key;
    }
}
