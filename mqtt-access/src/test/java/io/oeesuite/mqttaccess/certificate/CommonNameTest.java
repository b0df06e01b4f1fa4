package io.oeesuite.mqttaccess.certificate;

import javax.security.auth.x500.X500Principal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommonNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CN=edge_1;edge_1",
                "O=OEE Suite,CN=edge_1,C=DE;edge_1",
                "CN=edge_1,O=OEE Suite+OU=Plant;edge_1",
                "2.5.4.3=edge_1;edge_1",
                "CN=\"a,CN=b\";a,CN=b",
            })
    void theOnlyOneIsIt(String subject, String name) {
        assertThat(CommonName.of(new X500Principal(subject))).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "O=edge_1",
                "CN=edge_1,CN=admin_OPS",
                "CN=edge_1,CN=edge_1",
                "CN=edge_1+OU=Plant",
                "OU=Plant+CN=edge_1",
                "CN=edge_1,CN=admin_OPS+OU=Plant",
                "CN=edge_1+CN=admin_OPS",
                "O=\"x,CN=admin_OPS\""
            })
    void noneOrMoreThanOneIsNone(String subject) {
        assertThat(CommonName.of(new X500Principal(subject))).isEmpty();
    }

    @Test
    void whatIsNoTextIsNoName() {
        // CN as an octet string, DER
        byte[] subject = {0x30, 0x0c, 0x31, 0x0a, 0x30, 0x08, 0x06, 0x03, 0x55, 0x04, 0x03, 0x04, 0x01, 'x'};

        assertThat(CommonName.of(new X500Principal(subject))).isEmpty();
    }
}
