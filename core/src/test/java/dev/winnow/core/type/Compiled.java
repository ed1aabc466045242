package dev.winnow.core.type;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Classes compiled by a test, each set in a class loader of its own. */
final class Compiled {

    private Compiled() {}

    /** Compiles {@code source}, a file in the default package, into {@code folder}. */
    static ClassLoader in(Path folder, String source) throws IOException {
        Path file = Files.writeString(folder.resolve("Source.java"), source);
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-classpath",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                "-d",
                                folder.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();
        if (!compiled) {
            throw new AssertionError(messages);
        }
        return new URLClassLoader(new URL[] {url(folder)}, Compiled.class.getClassLoader());
    }

    private static URL url(Path folder) throws MalformedURLException {
        return folder.toUri().toURL();
    }
}
