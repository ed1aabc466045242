package dev.winnow.simulator.reply;

/** An answer entry is wrong. The message starts with the key and quotes no document and no reply. */
public final class EntryException extends RuntimeException {
    EntryException(String message) {
        super(message);
    }
}
