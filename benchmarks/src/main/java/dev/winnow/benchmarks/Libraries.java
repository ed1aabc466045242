package dev.winnow.benchmarks;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** All libraries, ready for one type; each benchmark uses one of them, in a JVM of its own. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class Libraries {

    /** The type and its texts. */
    @Param
    public Sample sample;

    Bare bare;
    Winnow winnow;
    Library openAiJava;
    Library springAi;
    Library langChain4j;

    /** Makes them; the peers get the instructions that Winnow writes, so that all requests say the same. */
    @Setup
    public void make() {
        bare = new Bare(sample.type());
        winnow = new Winnow(sample.type());
        String instructions = winnow.prompt(sample.document()).get(0).content();
        openAiJava = new OpenAiJava(sample.type(), instructions);
        springAi = Isolated.springAi(sample.type(), instructions);
        langChain4j = new LangChain4j(sample.type(), instructions);
    }
}
