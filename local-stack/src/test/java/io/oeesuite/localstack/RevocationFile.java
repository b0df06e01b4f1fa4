package io.oeesuite.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Writes the {@code ca.crl} of a broker, with openssl: the JDK can read such a list, not make one. */
record RevocationFile(Path certificates, Path workFolder) {

    private static final String CONFIGURATION = """
            [ca]
            default_ca = site
            [site]
            database = index.txt
            default_md = sha256
            default_crl_days = 1
            """;

    /** Skips the test, visibly, where there is no openssl; a build server must have it. */
    static void needOpenssl() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException missing) {
            there = false;
        }
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("openssl is missing");
        }
        assumeTrue(there, "openssl is not installed: no revocation list can be made");
    }

    /** Puts a list in place that this authority has signed. */
    void revoke(Certificates signer, Path... revoked) throws Exception {
        StringBuilder index = new StringBuilder();
        for (Path certificate : revoked) {
            index.append("R\t491231235959Z\t250101000000Z\t%s\tunknown\t/CN=revoked%n".formatted(serial(certificate)));
        }
        Files.createDirectories(workFolder);
        Files.writeString(workFolder.resolve("index.txt"), index);
        Files.writeString(workFolder.resolve("openssl.cnf"), CONFIGURATION);
        Process process = new ProcessBuilder(
                        "openssl",
                        "ca",
                        "-config",
                        "openssl.cnf",
                        "-gencrl",
                        "-keyfile",
                        signer.folder().resolve("ca.key").toString(),
                        "-cert",
                        signer.folder().resolve("ca.crt").toString(),
                        "-out",
                        "ca.crl")
                .directory(workFolder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        Files.move(workFolder.resolve("ca.crl"), file(), StandardCopyOption.REPLACE_EXISTING);
    }

    Path file() {
        return certificates.resolve("ca.crl");
    }

    private static String serial(Path certificate) throws IOException, GeneralSecurityException {
        try (InputStream stream = Files.newInputStream(certificate)) {
            var read = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
            String hex = read.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
            return hex.length() % 2 == 0 ? hex : "0" + hex;
        }
    }
}
