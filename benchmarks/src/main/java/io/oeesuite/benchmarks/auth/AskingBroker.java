package io.oeesuite.benchmarks.auth;

import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;

/** Asks over kept connections, on each the next question once the last is answered. */
final class AskingBroker implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http;
    private final int connections;
    private final String secret;

    /**
     * What was measured.
     *
     * @param nanos of each question from being sent to being answered, sorted
     */
    record Outcome(long[] nanos, double seconds) {
        double perSecond() {
            return nanos.length / seconds;
        }

        double p99Ms() {
            return nanos[nanos.length * 99 / 100] / 1e6;
        }
    }

    AskingBroker(int port, int connections, String secret) {
        this.connections = connections;
        this.secret = secret;
        http = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Asks all of them, and waits for the answers. */
    Outcome ask(Iterator<Question> questions, int count) throws InterruptedException, ExecutionException {
        long[] nanos = new long[count];
        var next = new AtomicInteger();
        var done = new AtomicInteger();
        var wrong = new AtomicReference<String>();
        var all = new CompletableFuture<Void>();
        long begun = System.nanoTime();
        vertx.runOnContext(_ -> {
            for (int i = 0; i < connections; i++) {
                one(questions, nanos, next, done, wrong, all);
            }
        });
        all.get();
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (wrong.get() != null) {
            throw new IllegalStateException("Not as expected: " + wrong.get());
        }
        Arrays.sort(nanos);
        return new Outcome(nanos, seconds);
    }

    private void one(
            Iterator<Question> questions,
            long[] nanos,
            AtomicInteger next,
            AtomicInteger done,
            AtomicReference<String> wrong,
            CompletableFuture<Void> all) {
        int index = next.getAndIncrement();
        if (index >= nanos.length) {
            return;
        }
        Question question = questions.next();
        long sent = System.nanoTime();
        http.request(HttpMethod.POST, question.path())
                .compose(request -> request.putHeader("Content-Type", "application/json")
                        .putHeader("X-Broker-Secret", secret)
                        .send(Buffer.buffer(question.body())))
                .compose(response -> response.body())
                .onComplete(answer -> {
                    nanos[index] = System.nanoTime() - sent;
                    if (answer.failed() || !answer.result().toString().contains(question.expected())) {
                        wrong.set(
                                answer.failed()
                                        ? answer.cause().toString()
                                        : answer.result().toString());
                    }
                    if (done.incrementAndGet() == nanos.length) {
                        all.complete(null);
                        return;
                    }
                    one(questions, nanos, next, done, wrong, all);
                });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
