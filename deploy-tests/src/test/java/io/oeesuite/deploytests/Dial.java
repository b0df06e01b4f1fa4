package io.oeesuite.deploytests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.HexFormat;

/** Connections by hand, for what a proper client would not do. */
final class Dial {

    /** MQTT 3.1.1, clean session, keepalive 10 s, client id {@code x}. */
    private static final byte[] CONNECT = HexFormat.of().parseHex("100d00044d5154540402000a000178");

    private static final int PATIENCE_MILLIS = 15_000;

    private Dial() {}

    static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Whether MQTT without TLS is cut off without a word of MQTT. */
    static boolean refusesPlainText(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(CONNECT);
            byte[] answer = socket.getInputStream().readNBytes(4);
            // a TLS alert is an answer, a CONNACK (0x20) would be welcome
            return answer.length == 0 || answer[0] == 0x15;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }
}
