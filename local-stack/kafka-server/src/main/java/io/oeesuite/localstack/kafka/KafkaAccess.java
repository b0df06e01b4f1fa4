package io.oeesuite.localstack.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** What each service may do, by {@code access.csv}, for the certificates the services have here. */
final class KafkaAccess {
    private static final String EVERY_SERVICE = "*";
    private static final int REPLICAS = 4;

    /** Names in certificates, by service. */
    private static final Map<String, List<String>> CERTIFICATES = Map.of(
            "ingest-service", replicas("analytics_INGEST"),
            "oee-analytics-service", replicas("analytics_OEE-PROCESSOR"),
            "alert-sender", replicas("alert_SENDER"),
            "command-service", replicas("scada_PRIMARY-HOST"));

    private KafkaAccess() {}

    static List<AclBinding> bindings() {
        try (InputStream table = KafkaAccess.class.getResourceAsStream("access.csv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .flatMap(KafkaAccess::bindings)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<AclBinding> bindings(String line) {
        String[] cells = line.split(",", -1);
        var resource = new ResourcePattern(
                ResourceType.valueOf(cells[1].replace('-', '_').toUpperCase(Locale.ROOT)),
                cells[3],
                PatternType.valueOf(cells[2].toUpperCase(Locale.ROOT)));
        return certificates(cells[0])
                .flatMap(name -> Stream.of(cells[4].split(" "))
                        .map(operation -> new AclBinding(resource, entry(name, operation))));
    }

    private static AccessControlEntry entry(String certificate, String operation) {
        AclOperation known = SecurityUtils.operation(operation);
        return new AccessControlEntry("User:" + certificate, "*", known, AclPermissionType.ALLOW);
    }

    private static Stream<String> certificates(String service) {
        if (service.equals(EVERY_SERVICE)) {
            return CERTIFICATES.values().stream().flatMap(List::stream);
        }
        return CERTIFICATES.get(service).stream();
    }

    private static List<String> replicas(String name) {
        return Stream.concat(Stream.of(name), IntStream.range(0, REPLICAS).mapToObj(number -> name + "-" + number))
                .toList();
    }
}
