package io.oeesuite.localstack.broker;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a client says of itself, in the words of auth-service's questions. */
final class ClientSays {

    private ClientSays() {}

    /** Its first words. A password that is no text cannot be right, and is left out. */
    static Map<String, Object> login(
            ConnectPacket connect, ConnectionInformation connection, Optional<String> certificateName) {
        Map<String, Object> login = new LinkedHashMap<>();
        login.put("clientid", connect.getClientId());
        connect.getUserName().ifPresent(name -> login.put("username", name));
        connect.getPassword().flatMap(ClientSays::text).ifPresent(password -> login.put("password", password));
        certificateName.ifPresent(name -> login.put("cert_common_name", name));
        connection.getInetAddress().map(InetAddress::getHostAddress).ifPresent(host -> login.put("peerhost", host));
        return login;
    }

    /** What it wants to do. */
    static Map<String, Object> wish(
            String clientId, ConnectionInformation connection, String action, String topic, int qos, boolean retain) {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("clientid", clientId);
        connection.getInetAddress().map(InetAddress::getHostAddress).ifPresent(host -> wish.put("peerhost", host));
        wish.put("action", action);
        wish.put("topic", topic);
        wish.put("qos", qos);
        wish.put("retain", retain);
        return wish;
    }

    private static Optional<String> text(ByteBuffer bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(bytes.duplicate()).toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
