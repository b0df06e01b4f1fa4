package io.oeesuite.systemtests.policy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.oeesuite.mqttaccess.cases.AccessCase;
import io.oeesuite.mqttaccess.cases.AccessCases;
import io.oeesuite.mqttaccess.cases.Action;
import io.oeesuite.mqttaccess.cases.Enforcer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tries the cases of the table on a broker that listens without TLS, each client with as few connections as the broker's refusals leave,
 * several clients at once: most of the time is waiting for connections.
 */
final class TableOnBroker {

    private static final int LONGEST = 65_535;
    private static final int CLIENTS_AT_ONCE = 8;

    private final AccessCases table;
    private final int port;
    private final Enforcer enforcer;
    private final AtomicInteger connections = new AtomicInteger();

    TableOnBroker(AccessCases table, int port, Enforcer enforcer) {
        this.table = table;
        this.port = port;
        this.enforcer = enforcer;
    }

    /** What came out otherwise than the table says. */
    List<AccessCase> wrong(Action action) throws InterruptedException, ExecutionException {
        List<Future<List<AccessCase>>> answers = new ArrayList<>();
        int tried = 0;
        List<AccessCase> wrong = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS_AT_ONCE)) {
            for (var client : table.byClient().entrySet()) {
                List<AccessCase> cases = client.getValue().stream()
                        .filter(one -> one.action() == action && canBeSent(one.topic()) && canBeSent(one.clientId()))
                        .toList();
                tried += cases.size();
                answers.add(clients.submit(() -> wrong(client.getKey(), cases)));
            }
            for (Future<List<AccessCase>> answer : answers) {
                wrong.addAll(answer.get());
            }
        }
        System.out.printf("%s, %s: %d cases on %d connections%n", enforcer, action, tried, connections.get());
        return wrong;
    }

    /** A client that the broker lets in, or one whose connection has ended. */
    RawMqtt connected(String clientId) throws IOException {
        connections.incrementAndGet();
        RawMqtt client = new RawMqtt(new Socket("127.0.0.1", port));
        client.connect(clientId, "");
        return client;
    }

    /** Whether it fits into a packet at all: 65535 bytes, and no half characters. */
    static boolean canBeSent(String text) {
        return text.getBytes(UTF_8).length <= LONGEST
                && text.codePoints().noneMatch(character -> Character.getType(character) == Character.SURROGATE);
    }

    private List<AccessCase> wrong(String clientId, List<AccessCase> cases) throws IOException {
        List<AccessCase> wrong = new ArrayList<>();
        RawMqtt client = connected(clientId);
        boolean letIn = client.isOpen();
        for (AccessCase one : cases) {
            boolean allowed = letIn && isAllowed(client, one);
            if (letIn && !client.wasAnswered()) {
                // perhaps the connection was ended for the wish before: only on a new one is its end an answer
                client.close();
                client = connected(clientId);
                allowed = isAllowed(client, one);
            }
            if (allowed != one.allowedBy(enforcer)) {
                wrong.add(one);
            }
        }
        client.close();
        return wrong;
    }

    private static boolean isAllowed(RawMqtt client, AccessCase one) throws IOException {
        try {
            return ask(client, one);
        } catch (SocketTimeoutException silence) {
            throw new AssertionError("No answer to " + one, silence);
        }
    }

    private static boolean ask(RawMqtt client, AccessCase one) throws IOException {
        return switch (one.action()) {
            case PUBLISH -> client.publish(one.topic());
            case SUBSCRIBE -> {
                boolean allowed = client.subscribe(one.topic());
                if (allowed) {
                    client.unsubscribe(one.topic());
                }
                yield allowed;
            }
        };
    }
}
