package io.oeesuite.systemtests.policy;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A client of MQTT 5 that says what it is told to, however wrong: libraries refuse to send malformed topics. The broker's
 * end of the connection counts as a refusal.
 */
final class RawMqtt implements Closeable {

    private static final int CONNECT = 0x10;
    private static final int PUBLISH = 0x30;
    private static final int QOS_1 = 0x02;
    private static final int PUBACK = 0x40;
    private static final int SUBSCRIBE = 0x82;
    private static final int UNSUBSCRIBE = 0xA2;
    private static final int SUBACK = 0x90;
    private static final int UNSUBACK = 0xB0;
    private static final int PINGREQ = 0xC0;
    private static final int PINGRESP = 0xD0;
    private static final int CONNACK = 0x20;
    private static final int REFUSED = 0x80;
    private static final int CLEAN_START = 0x02;
    private static final int USER_NAME = 0x80;
    private static final int PASSWORD = 0x40;
    private static final int LIMIT_MS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final List<String> heard = new ArrayList<>();
    private boolean open;
    private boolean answered;
    private int lastId;

    private record Packet(int type, byte[] body) {}

    private interface Body {
        void write(DataOutputStream to) throws IOException;
    }

    /** Says nothing yet. */
    RawMqtt(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(LIMIT_MS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Whether the broker lets in this client, which says its id as its user name too; an empty password is not said. */
    boolean connect(String clientId, String password) throws IOException {
        int flags = CLEAN_START | USER_NAME | (password.isEmpty() ? 0 : PASSWORD);
        Packet answer = exchange(CONNECT, CONNACK, to -> {
            text(to, "MQTT");
            to.write(5);
            to.write(flags);
            to.writeShort(60);
            to.write(0);
            text(to, clientId);
            text(to, clientId);
            if (!password.isEmpty()) {
                text(to, password);
            }
        });
        open = answer.type == CONNACK && answer.body[1] == 0;
        return open;
    }

    /** Whether the broker takes this message, QoS 1. */
    boolean publish(String topic) throws IOException {
        int id = nextId();
        Packet answer = exchange(PUBLISH | QOS_1, PUBACK, to -> {
            text(to, topic);
            to.writeShort(id);
            to.write(0);
        });
        // without a reason it is success
        return answer.type == PUBACK && (answer.body.length < 3 || (answer.body[2] & 0xFF) < REFUSED);
    }

    /** Sends a message with QoS 0, of whose fate nothing is heard. */
    void say(String topic) throws IOException {
        send(PUBLISH, to -> {
            text(to, topic);
            to.write(0);
        });
    }

    /** Whether the broker takes this subscription, QoS 0. */
    boolean subscribe(String filter) throws IOException {
        int id = nextId();
        Packet answer = exchange(SUBSCRIBE, SUBACK, to -> {
            to.writeShort(id);
            to.write(0);
            text(to, filter);
            to.write(0);
        });
        return answer.type == SUBACK && (answer.body[answer.body.length - 1] & 0xFF) < REFUSED;
    }

    void unsubscribe(String filter) throws IOException {
        int id = nextId();
        exchange(UNSUBSCRIBE, UNSUBACK, to -> {
            to.writeShort(id);
            to.write(0);
            text(to, filter);
        });
    }

    /** Returns when the broker has answered all that it got before, with the topics of the messages that came. */
    List<String> heardSoFar() throws IOException {
        exchange(PINGREQ, PINGRESP, to -> {});
        List<String> topics = List.copyOf(heard);
        heard.clear();
        return topics;
    }

    /** Whether the broker has not ended the connection. */
    boolean isOpen() {
        return open;
    }

    /** Whether the last wish was answered, and not met with the end of the connection. */
    boolean wasAnswered() {
        return answered;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int nextId() {
        lastId = lastId % 0xFFFF + 1;
        return lastId;
    }

    private Packet exchange(int type, int answerType, Body body) throws IOException {
        answered = false;
        try {
            send(type, body);
            for (Packet packet = read(); ; packet = read()) {
                if (packet.type == answerType) {
                    answered = true;
                    return packet;
                }
                if ((packet.type & 0xF0) != PUBLISH) {
                    return ended(packet);
                }
                heard.add(topicOf(packet));
            }
        } catch (EOFException | SocketException end) {
            return ended(new Packet(0, new byte[0]));
        }
    }

    private Packet ended(Packet last) {
        open = false;
        return last;
    }

    private void send(int type, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.write(new DataOutputStream(bytes));
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        length(packet, bytes.size());
        bytes.writeTo(packet);
        out.write(packet.toByteArray());
        out.flush();
    }

    private Packet read() throws IOException {
        int type = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while ((digit & 0x80) != 0);
        return new Packet(type, in.readNBytes(length));
    }

    private static String topicOf(Packet publish) {
        int length = (publish.body[0] & 0xFF) << 8 | publish.body[1] & 0xFF;
        return new String(publish.body, 2, length, UTF_8);
    }

    private static void length(OutputStream to, int value) throws IOException {
        int rest = value;
        do {
            to.write(rest & 0x7F | (rest > 0x7F ? 0x80 : 0));
            rest >>= 7;
        } while (rest > 0);
    }

    private static void text(DataOutputStream to, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        to.writeShort(bytes.length);
        to.write(bytes);
    }
}
