package dev.winnow.simulator.planted.leak.simulator;

import dev.winnow.simulator.reply.Reply;
import java.util.List;

/** Planted: users see a type that is internal. */
public interface ShowsAReply {
    List<Reply> replies();
}
