package dev.winnow.benchmarks;

/** What each of the compared libraries does for one record type. Public for the one that {@link Isolated} loads. */
public interface Library {

    /** Derives the schema from the class, nothing kept from an earlier time. */
    Object schema();

    /** From a document's text to the body that goes out, through the library's own client; {@link Transport} answers at once. */
    byte[] request(String document);

    /** From the text of a reply to a record that Bean Validation has seen. */
    Record reply(String text);
}
