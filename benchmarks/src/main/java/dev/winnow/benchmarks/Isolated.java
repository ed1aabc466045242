package dev.winnow.benchmarks;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Loads Spring AI with victools 5 beside it. openai-java and Winnow need victools 4, which has the same coordinates and class
 * names, so one class path cannot hold both. Everything else comes from the ordinary class path and is the same for all.
 */
final class Isolated extends URLClassLoader {

    private static final String ADAPTER = "dev.winnow.benchmarks.springai.SpringAi";
    private static final List<String> APART =
            List.of("dev.winnow.benchmarks.springai.", "org.springframework.ai.", "com.github.victools.");

    private Isolated(URL[] urls) {
        super(urls, Isolated.class.getClassLoader());
    }

    static Library springAi(Class<? extends Record> type, String instructions) {
        try {
            Stream<URL> jars = Stream.of("generator", "module-jackson", "module-swagger-2")
                    .map(name -> Objects.requireNonNull(
                            Isolated.class.getResource("/victools5/jsonschema-" + name + ".jar")));
            // one class out of each jar of Spring AI; asking where it comes from runs nothing of it
            Stream<URL> places = Stream.of(
                            ADAPTER,
                            "org.springframework.ai.content.Content",
                            "org.springframework.ai.template.st.StTemplateRenderer",
                            "org.springframework.ai.converter.BeanOutputConverter",
                            "org.springframework.ai.openai.OpenAiChatModel")
                    .map(Isolated::place);
            ClassLoader loader = new Isolated(Stream.concat(jars, places).toArray(URL[]::new));
            return (Library) Class.forName(ADAPTER, true, loader)
                    .getConstructor(Class.class, String.class)
                    .newInstance(type, instructions);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Spring AI does not load", e);
        }
    }

    private static URL place(String type) {
        try {
            return Class.forName(type, false, Isolated.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type + " is not on the class path", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (APART.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
