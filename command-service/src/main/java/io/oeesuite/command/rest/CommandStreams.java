package io.oeesuite.command.rest;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.command.commanding.CommandBook;
import io.oeesuite.command.commanding.CommandRecord;
import io.oeesuite.command.commanding.CommandingStep;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;

/** Commands as they change, for whoever watches. A watcher that does not keep up is sent away and may come again. */
@ApplicationScoped
class CommandStreams {
    private static final int MOST_WATCHERS = 200;
    private static final int BUFFER = 1_000;
    private static final long COME_BACK_SECONDS = 10;
    private static final Duration PING = Duration.ofSeconds(15);

    private final CommandBook book;
    private final ObjectMapper json;
    private final AtomicInteger watchers = new AtomicInteger();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("command-streams").daemon().factory());
    private Written lately = new Written(null, "");

    /** The JSON of a command as it was at some time. */
    private record Written(CommandRecord of, String json) {}

    CommandStreams(CommandingStep commanding, ObjectMapper json) {
        this.book = commanding.book();
        this.json = json;
    }

    /** The command or the parts of a command to a group: as they are, and each change; ends when nothing more will become of them. */
    Multi<OutboundSseEvent> of(String id, Sse sse) {
        Set<String> open = ConcurrentHashMap.newKeySet();
        now(id).stream().map(CommandRecord::id).forEach(open::add);
        return changes(
                        found -> found.id().equals(id)
                                || found.command().getPartOf().equals(id),
                        () -> now(id),
                        found -> {
                            if (found.isFinal()) {
                                open.remove(found.id());
                            }
                            return open.isEmpty();
                        })
                .map(json -> event(json, sse));
    }

    /** @param wanted which the watcher may see */
    Multi<OutboundSseEvent> all(Predicate<CommandRecord> wanted, Sse sse) {
        // the first at once: until something comes, a browser does not know that it is connected
        Multi<OutboundSseEvent> pings = Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ofMillis(1))
                .every(PING)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().name("ping").data("{}").build());
        return Multi.createBy()
                .merging()
                .streams(changes(wanted, List::of, found -> false).map(json -> event(json, sse)), pings);
    }

    private List<CommandRecord> now(String id) {
        return book.find(id).map(List::of).orElseGet(() -> book.parts(id));
    }

    /** As JSON. Written and handed out on a thread of its own: whoever changes the book must not wait for watchers. */
    private Multi<String> changes(
            Predicate<CommandRecord> wanted, Supplier<List<CommandRecord>> first, Predicate<CommandRecord> last) {
        if (watchers.get() >= MOST_WATCHERS) {
            throw new ServiceUnavailableException(COME_BACK_SECONDS);
        }
        return Multi.createFrom()
                .<String>emitter(
                        emitter -> {
                            Consumer<CommandRecord> watcher = changed -> {
                                if (wanted.test(changed)) {
                                    worker.execute(() -> {
                                        emitter.emit(written(changed));
                                        if (last.test(changed)) {
                                            emitter.complete();
                                        }
                                    });
                                }
                            };
                            watchers.incrementAndGet();
                            emitter.onTermination(() -> {
                                watchers.decrementAndGet();
                                book.unwatch(watcher);
                            });
                            book.watchFromNow(watcher, first);
                        },
                        BackPressureStrategy.IGNORE)
                .onOverflow()
                .buffer(BUFFER);
    }

    /** On the worker only. All watchers are told of a change one after the other, so that it is written once. */
    private String written(CommandRecord changed) {
        if (lately.of() != changed) {
            try {
                lately = new Written(changed, json.writeValueAsString(CommandAnswer.of(changed)));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("a command cannot be written as JSON", impossible);
            }
        }
        return lately.json();
    }

    private static OutboundSseEvent event(String json, Sse sse) {
        return sse.newEventBuilder()
                .name("command")
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(json)
                .build();
    }
}
