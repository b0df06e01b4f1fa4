package io.oeesuite.alert.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that refuses what it is told to refuse, which a real one cannot be made to do. */
final class ScriptedMailServer implements AutoCloseable {
    static final String SILENCE = "";

    private final ServerSocket socket;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();

    ScriptedMailServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** To commands that begin so. */
    void answer(String command, String line) {
        answers.put(command, line);
    }

    void answerWell() {
        answers.clear();
    }

    /** The addresses that a mail was taken for, one for each mail. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            say(client, "220 scripted");
            String to = "";
            String line;
            while ((line = in.readLine()) != null) {
                if (line.startsWith("RCPT TO:")) {
                    to = line.substring("RCPT TO:".length()).replaceAll("[<>]", "");
                }
                if (line.startsWith("QUIT")) {
                    say(client, "221 bye");
                    return;
                }
                String answer = scripted(line);
                say(client, answer);
                if (line.equals("DATA") && answer.startsWith("354")) {
                    while (!".".equals(in.readLine())) {
                        // the mail itself
                    }
                    taken.add(to);
                    say(client, "250 taken");
                }
            }
        } catch (IOException gone) {
            // the client has hung up
        }
    }

    private String scripted(String line) {
        for (var entry : answers.entrySet()) {
            if (line.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return line.equals("DATA") ? "354 go on" : "250 fine";
    }

    private static void say(Socket client, String line) throws IOException {
        if (line.equals(SILENCE)) {
            return;
        }
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
