package dev.winnow.core.type;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Loads what one jar brings. Classes of the application come first, since annotations must be the application's own; resources
 * of the jar come first, so that no other jar's migrations or instructions stand in for them. Two jars do not see each other.
 */
final class JarLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Path jar;

    JarLoader(Path jar, ClassLoader application) {
        super(new URL[] {url(jar)}, application);
        this.jar = jar;
    }

    /** As it was named. */
    Path jar() {
        return jar;
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no file", e);
        }
    }
}
