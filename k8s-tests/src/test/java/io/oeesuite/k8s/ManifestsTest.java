package io.oeesuite.k8s;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Each field of each resource is one that there is, and of its type. */
class ManifestsTest {
    @TestFactory
    Stream<DynamicTest> haveOnlyFieldsThatThereAre() {
        return GeneratedFiles.SITES.stream()
                .flatMap(site -> RenderedChart.of(site).stream()
                        .map(manifest -> DynamicTest.dynamicTest(
                                site + " " + manifest.id(),
                                () -> assertThat(complaintsAbout(manifest)).isEmpty())));
    }

    @Test
    void theCheckFindsWhatIsWrong() {
        Manifest wrong = Manifest.allOf("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: x}
                        spec:
                          replica: 1
                          selector: {matchLabels: {a: b}}
                          template:
                            spec:
                              containers:
                                - image: x
                                  env: [{name: PORT, value: 8080}]
                                  ports: [{containerPort: "8080"}]
                                  resources: {limits: {memory: 1GB!}}
                        """).getFirst();

        assertThat(complaintsAbout(wrong))
                .containsExactlyInAnyOrder(
                        "Deployment/x.spec.replica is unknown",
                        "Deployment/x.spec.template.spec.containers[0].env[0].value is 8080 (Integer), expected java.lang.String",
                        "Deployment/x.spec.template.spec.containers[0].ports[0].containerPort is 8080 (String), expected java.lang.Integer",
                        "Deployment/x.spec.template.spec.containers[0].resources.limits.memory is 1GB! (String), expected io.kubernetes.client.custom.Quantity",
                        "Deployment/x.spec.template.spec.containers[0].name is missing");
    }

    @Test
    void theCheckFindsWhatIsWrongWithResourcesOfOperators() {
        Manifest wrong = Manifest.allOf("""
                        apiVersion: cert-manager.io/v1
                        kind: Certificate
                        metadata: {name: x}
                        spec: {commonname: a, dnsNames: a, privateKey: {size: "256"}, issuerRef: {name: i}}
                        """).getFirst();

        assertThat(complaintsAbout(wrong))
                .containsExactlyInAnyOrder(
                        "Certificate/x.commonname is unknown",
                        "Certificate/x.dnsNames is a, expected a list",
                        "Certificate/x.privateKey.size is 256, expected integer",
                        "Certificate/x.secretName is missing");
    }

    private static List<String> complaintsAbout(Manifest manifest) {
        return Fields.knows(manifest) ? Fields.complaintsAbout(manifest) : CustomFields.complaintsAbout(manifest);
    }
}
