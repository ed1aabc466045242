package dev.winnow.core.limit;

import static dev.winnow.core.limit.ModelServer.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Processes that send calls through throttles to one server, in virtual time, as many as they may. */
final class Clients {

    private static final long MILLISECOND = 1_000_000;
    private static final ModelReply REPLY = new ModelReply(
            "m", ModelReply.FinishReason.STOP, Optional.of("{}"), Optional.empty(), List.of(), Optional.empty());

    final VirtualTime time = new VirtualTime();
    final Random random = new Random(5);
    final ModelServer server;
    final List<Throttle> throttles;
    LongSupplier tokens = () -> 1_000;
    long until = 10 * MINUTE;
    long begun;
    long ended;

    Clients(ModelServer server, Account account, int processes) {
        this.server = server;
        SharedLimit shared = new LocalLimit(new Timeline(time, time, time));
        this.throttles = IntStream.range(0, processes)
                .mapToObj(i -> new Throttle(
                        Quotas.alone(512),
                        () -> account,
                        shared,
                        new EndpointGate("e", time),
                        Duration.ofMinutes(2),
                        new Timeline(time, time, time)))
                .toList();
    }

    /** Nine in ten of 150 ms, and a tail up to 4 s. */
    long latency() {
        double place = random.nextDouble();
        return MILLISECOND * (place < 0.9 ? 150 : place < 0.98 ? 400 : place < 0.998 ? 1_500 : 4_000);
    }

    void run(int documents) {
        for (Throttle throttle : throttles) {
            for (int i = 0; i < documents; i++) {
                next(throttle);
            }
        }
        time.pass();
    }

    private void next(Throttle throttle) {
        if (time.nanos() < until) {
            begun++;
            attempt(throttle, tokens.getAsLong(), false);
        }
    }

    private void attempt(Throttle throttle, long units, boolean again) {
        throttle.enter(units, again).thenAccept(turn -> {
            Optional<Ticket> ticket = turn;
            // the journal
            time.after(random.nextInt(5) * MILLISECOND, () -> {
                throttle.place(ticket.orElseThrow()).thenAccept(placed -> {
                    assertThat(placed).isTrue();
                    // the way there
                    time.after(
                            5 * MILLISECOND + random.nextInt(3_000_000), () -> arrived(throttle, ticket.get(), units));
                });
            });
        });
    }

    private void arrived(Throttle throttle, Ticket ticket, long units) {
        Exchange exchange = server.call(units, time.nanos(), REPLY);
        boolean refused = exchange.result() instanceof CallFailure;
        time.after(refused ? 20 * MILLISECOND : latency(), () -> {
            throttle.ended(ticket, exchange);
            if (refused) {
                attempt(throttle, units, true);
            } else {
                ended++;
                next(throttle);
            }
        });
    }
}
