package io.oeesuite.localstack.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;

/**
 * Runs one node. Arguments: its folder, made and formatted the first time, the port of 127.0.0.1 that clients use, and the folder of certificates for TLS; without
 * it, anybody may do anything. Prints {@code KAFKA READY} to standard output once it answers.
 */
public final class KafkaNode {

    private KafkaNode() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        Optional<KafkaTls> tls =
                arguments.length > 2 ? Optional.of(new KafkaTls(Path.of(arguments[2]), freePort())) : Optional.empty();
        Properties properties = properties(folder.resolve("data"), port);
        if (!Files.exists(folder.resolve("data").resolve("meta.properties"))) {
            format(folder, properties);
        }
        if (tls.isPresent()) {
            tls.get().addTo(properties, port, controllerPort(properties));
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
        server.startup();
        try {
            if (tls.isPresent()) {
                tls.get().grant(KafkaAccess.bindings());
            }
        } catch (IllegalStateException ungranted) {
            server.shutdown();
            throw ungranted;
        }
        System.out.println("KAFKA READY");
        server.awaitShutdown();
    }

    private static Properties properties(Path data, int port) throws IOException {
        Properties properties = new Properties();
        try (InputStream fixed = KafkaNode.class.getResourceAsStream("node.properties")) {
            properties.load(fixed);
        }
        int controllerPort = freePort();
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.setProperty("log.dirs", data.toString());
        return properties;
    }

    private static int controllerPort(Properties properties) {
        String voter = properties.getProperty("controller.quorum.voters");
        return Integer.parseInt(voter.substring(voter.lastIndexOf(':') + 1));
    }

    /** Only the node itself talks to its controller, so any port will do, another one at every start. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static void format(Path folder, Properties properties) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("format.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "what the data folder was formatted with");
        }
        String clusterId = Uuid.randomUuid().toString();
        int outcome = StorageTool.execute(
                new String[] {"format", "--config", file.toString(), "--cluster-id", clusterId}, System.out);
        if (outcome != 0) {
            throw new IllegalStateException("The data folder could not be formatted, see the lines above");
        }
    }
}
