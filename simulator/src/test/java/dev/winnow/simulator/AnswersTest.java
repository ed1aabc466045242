package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Test
    void readsAFolder() throws IOException {
        file("documents/a.txt", "\uFEFFfirst\r\ndocument\r\n");
        file("answers/a.json", "{\"record\":{}}");
        file("more.jsonl", "{\"text\":\"second\",\"record\":{}}\n\n{\"text\":\"third\",\"content\":\"x\"}\n");
        file("unanswered.md", "no answer for this one");
        Answers answers = Answers.read(folder);
        assertThat(answers.size()).isEqualTo(3);
        assertThat(answers.all()).extracting(Answer::text).contains("first\ndocument", "second", "third");
    }

    @Test
    void takesTextsAsTheyAreSent() throws IOException {
        file("a.txt", "one\u200b");
        file("a.json", "{\"record\":{}}");
        file("more.jsonl", "{\"text\":\"two\u200b\",\"record\":{}}\n");
        Answers answers = Answers.read(folder, text -> text.replace('\u200b', '_'));
        assertThat(answers.all()).extracting(Answer::text).containsExactlyInAnyOrder("one_", "two_");
    }

    @Test
    void aDocumentIsMissing() throws IOException {
        Path entry = file("a.json", "{\"record\":{}}");
        assertThatThrownBy(() -> Answers.read(folder))
                .isInstanceOf(AnswersException.class)
                .hasMessageStartingWith(entry.toString())
                .hasMessageContaining("'a'")
                .hasMessageContaining("none");
    }

    @Test
    void aDocumentIsThereTwice() throws IOException {
        file("a.json", "{\"record\":{}}");
        Path one = file("x/a.txt", "one");
        Path two = file("y/a.md", "two");
        assertThatThrownBy(() -> Answers.read(folder))
                .isInstanceOf(AnswersException.class)
                .hasMessageContainingAll(one.toString(), two.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"text":"x","recrod":{}}                          | 'recrod': unknown key
        {"text":"x","replies":[{"content":"y","text":""}]}| 'text': unknown key
        {"text":"x","replies":[],"record":{}}             | 'record': not known beside 'replies'
        {"text":"x","replies":[]}                         | 'replies': must be a list of at least one entry
        {"text":"x"}                                      | needs exactly one of 'record'
        {"text":"x","record":{},"refusal":"y"}            | needs exactly one of 'record'
        {"text":"x","record":{},"content":"y"}            | needs exactly one of 'record'
        {"text":"x","status":500,"headers":{"a b":"c"}}   | 'headers': a name may have letters
        {"text":"x","status":42}                          | 'status': must be an HTTP status
        {"text":"x","refusal":1}                          | 'refusal': must be a string
        {"text":"x","record":{},"headers":{}}             | 'error' and 'headers': only with 'status' or 'body'
        {"text":"x","close":true,"never":true}            | needs exactly one of 'record'
        {"text":"x","record":{},"half":false}             | 'half': must be true
        {"text":"x","record":{},"reasoning":"much"}       | 'reasoning': must be true or a whole number
        {"text":"x","failed":{"status":500}}              | 'status': unknown key in 'failed'
        {"record":{}}                                     | 'text': must be there, and a string
        {"text":"x","record":{},"record":{}}              | no valid JSON at column
        {"text":"x","record":secret}                      | no valid JSON at column
        """)
    void aLineIsWrong(String line, String problem) throws IOException {
        Path file = file("answers.jsonl", "{\"text\":\"ok\",\"record\":{}}\n" + line + "\n");
        assertThatThrownBy(() -> Answers.read(file))
                .isInstanceOf(AnswersException.class)
                .hasMessageStartingWith(file + ":2: " + problem)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void theSameDocumentTwice() {
        Answer one = Answer.of("x", "{\"record\":{\"a\":1}}");
        Answer same = Answer.of("x\r\n", "{\"record\":{\"a\":1}}");
        Answer other = Answer.of("x", "{\"record\":{\"a\":2}}");
        assertThat(Answers.of(List.of(one, same)).size()).isEqualTo(1);
        assertThatThrownBy(() -> Answers.of(List.of(one, other)))
                .isInstanceOf(AnswersException.class)
                .hasMessageContaining("has the same document as");
    }

    @Test
    void twoLinesDiffer() throws IOException {
        Path file = file("answers.jsonl", "{\"text\":\"x\",\"record\":1}\n{\"text\":\"x\",\"record\":2}\n");
        assertThatThrownBy(() -> Answers.read(file))
                .hasMessage(file + ":2: has the same document as " + file + ":1, but says something else");
    }

    @Test
    void namesAllProblemsAtOnce() throws IOException {
        Path file = file("answers.jsonl", "{\"text\":\"x\"}\n{\"text\":\"y\",\"a\":1}\n");
        Path entry = file("a.json", "{\"record\":{}}");
        assertThatThrownBy(() -> Answers.read(folder))
                .hasMessageContainingAll(file + ":1: ", file + ":2: 'a': ", entry + ": needs exactly one document");
    }

    @Test
    void unreadable() throws IOException {
        Path missing = folder.resolve("missing.jsonl");
        assertThatThrownBy(() -> Answers.read(missing))
                .isInstanceOf(AnswersException.class)
                .hasMessageContaining("NoSuchFile");
        Path latin1 = Files.write(folder.resolve("latin1.jsonl"), new byte[] {(byte) 0xE9});
        assertThatThrownBy(() -> Answers.read(latin1))
                .isInstanceOf(AnswersException.class)
                .hasMessageContaining("cannot be read as UTF-8");
    }
}
