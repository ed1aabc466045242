package dev.winnow.db.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources of package {@code made} into a folder and loads them. */
public final class Compiled {

    private Compiled() {}

    public static ClassLoader load(Path folder, Map<String, String> sources) throws IOException {
        Path made = Files.createDirectories(folder.resolve("made"));
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            files.add(Files.writeString(made.resolve(source.getKey() + ".java"), source.getValue()));
        }
        Files.writeString(made.resolve("made.md"), "Read it.");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean done = compiler.getTask(
                            messages,
                            manager,
                            null,
                            List.of("-d", folder.toString(), "-proc:none", "-parameters"),
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!done) {
                throw new IllegalStateException(messages.toString());
            }
        }
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, Compiled.class.getClassLoader());
    }
}
