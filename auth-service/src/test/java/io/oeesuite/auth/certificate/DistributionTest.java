package io.oeesuite.auth.certificate;

import java.io.InputStream;
import java.net.URI;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DistributionTest {
    private static final String AUTHORITY = "0123456789abcdef".repeat(4);

    /** EMQX fetches lists by plain HTTP only, and who has a certificate has no way to trust the service by TLS yet. */
    @Test
    void whatCertificatesNameIsThereWithoutTls() throws Exception {
        Distribution written = Distribution.at(URI.create("http://auth.oee.local:8082/"), AUTHORITY);
        var settings = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/application.properties")) {
            settings.load(file);
        }

        assertThat(settings.getProperty("oee.https.plain-paths").split(","))
                .contains(
                        written.revocationList().getPath(), written.authority().getPath());
    }

    @Test
    void anAddressThatNeedsTlsIsOfNoUseToEmqx() {
        assertThat(Distribution.isForEmqx(URI.create("http://auth.oee.local:8082")))
                .isTrue();
        assertThat(Distribution.isForEmqx(URI.create("HTTP://auth.oee.local"))).isTrue();
        assertThat(Distribution.isForEmqx(URI.create("https://auth.oee.local"))).isFalse();
    }
}
