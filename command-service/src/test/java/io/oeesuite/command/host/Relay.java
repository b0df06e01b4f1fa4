package io.oeesuite.command.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cable between a client and a server on this machine that can be cut. */
final class Relay implements AutoCloseable {
    private final ServerSocket socket;
    private final int to;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    Relay(int to) {
        this.to = to;
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

    void cut() {
        cut = true;
        ends.forEach(Relay::close);
        ends.clear();
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket from = socket.accept();
                if (cut) {
                    close(from);
                    continue;
                }
                Socket target = new Socket(InetAddress.getLoopbackAddress(), to);
                ends.addAll(List.of(from, target));
                Thread.ofVirtual().start(() -> pump(from, target));
                Thread.ofVirtual().start(() -> pump(target, from));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
            // the other side notices by itself
        }
    }

    private static void close(Socket end) {
        try {
            end.close();
        } catch (IOException already) {
            // closed is closed
        }
    }

    @Override
    public void close() {
        cut();
        try {
            socket.close();
        } catch (IOException already) {
            // closed is closed
        }
    }
}
