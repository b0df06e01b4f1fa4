package io.oeesuite.auth.certificate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.startup.InvalidSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Which authority the settings make, and which settings make none. */
class AuthoritiesTest {
    private static final Path TOKEN_LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PASSPHRASE = "a passphrase of this test";
    private static final String PIN = "1234";

    @TempDir
    Path folder;

    private Path keyFile;
    private Path certificateFile;

    @BeforeEach
    void anAuthority() {
        AuthorityMother.write(folder, PASSPHRASE);
        keyFile = folder.resolve("ca.key");
        certificateFile = folder.resolve("ca.crt");
    }

    @Test
    void namesAndDefaults() {
        AuthorityConfig config = config(Map.of());

        assertThat(config.kind()).isEqualTo(AuthorityConfig.Kind.OWN);
        assertThat(config.validity().of(Purpose.EDGE)).isEqualTo(Duration.ofDays(365));
        assertThat(config.crlValidity()).isEqualTo(Duration.ofDays(1));
        assertThat(config.overlap()).isEmpty();
        assertThat(config.vault().mount()).isEqualTo("pki");
        assertThat(config.vault().role()).isEqualTo("oee-{profile}");
    }

    @Test
    void withoutSettingsThereIsNone() {
        assertThat(Authorities.of(config(Map.of()), true, Clock.systemUTC())).isEmpty();
    }

    @Test
    void aKeyWithAPassphraseFromAFile() throws Exception {
        Path passphrase = AuthorityMother.secret(folder.resolve("passphrase"), PASSPHRASE + "\n# of the plant\n");

        CertificateAuthority authority = own(Map.of("oee.ca.passphrase-file", passphrase.toString()), true);

        assertThat(authority.chain()).hasSize(1);
        issue(authority).verify(authority.chain().getFirst().getPublicKey());
    }

    @Test
    void whatOthersCanReadIsRefused() throws Exception {
        Path passphrase = AuthorityMother.secret(folder.resolve("passphrase"), PASSPHRASE);
        Map<String, String> settings = Map.of("oee.ca.passphrase-file", passphrase.toString());
        assertThatNoException().isThrownBy(() -> own(settings, true));

        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> own(settings, true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_CA_PASSPHRASE_FILE: others can read or write " + passphrase);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> own(Map.of("oee.ca.passphrase", PASSPHRASE), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_CA_KEYFILE: others can read or write " + keyFile);
        Path pin = Files.writeString(folder.resolve("pin"), PIN);
        Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw----r--"));
        assertThatThrownBy(() -> make(
                        Map.of("oee.ca.pkcs11.library", "/any.so", "oee.ca.pkcs11.pin-file", pin.toString()), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_CA_PKCS11_PIN_FILE: others can read or write " + pin);
    }

    @Test
    void aWrongPassphraseIsSaidWithoutSayingIt() {
        assertThatThrownBy(() -> own(Map.of("oee.ca.passphrase", "something else"), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("does not open")
                .hasMessageNotContaining("something else");
        assertThatThrownBy(() -> own(Map.of(), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_CA_PASSPHRASE_FILE");
    }

    @Test
    void aKeyInClearIsForDevelopmentOnly() throws Exception {
        Certificates site = Certificates.in(folder.resolve("site"));
        keyFile = site.folder().resolve("ca.key");
        certificateFile = site.authority();

        CertificateAuthority authority = own(Map.of(), false);

        issue(authority).verify(authority.chain().getFirst().getPublicKey());
        assertThat(KeyFiles.isInClear(keyFile)).isTrue();
        assertThatThrownBy(() -> own(Map.of(), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("has no passphrase");
    }

    @Test
    void aKeyThatOpensslEncrypted() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/openssl")), "needs openssl");
        Certificates site = Certificates.in(folder.resolve("site"));
        certificateFile = site.authority();
        keyFile = folder.resolve("encrypted.key");
        run(
                "openssl",
                "pkcs8",
                "-topk8",
                "-v2",
                "aes-256-cbc",
                "-in",
                site.folder().resolve("ca.key").toString(),
                "-out",
                keyFile.toString(),
                "-passout",
                "pass:" + PASSPHRASE);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));

        CertificateAuthority authority = own(Map.of("oee.ca.passphrase", PASSPHRASE), true);

        issue(authority).verify(authority.chain().getFirst().getPublicKey());
        assertThat(KeyFiles.isInClear(keyFile)).isFalse();
    }

    @Test
    void aKeyOfAnotherAuthorityIsRefused() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        AuthorityMother.write(other, PASSPHRASE);
        certificateFile = other.resolve("ca.crt");

        assertThatThrownBy(() -> own(Map.of("oee.ca.passphrase", PASSPHRASE), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("not the one of its certificate");
    }

    @Test
    void aClientsCertificateIsNoAuthority() {
        Certificates site = Certificates.in(folder.resolve("site"));
        Certificates.Identity client = site.client("edge_A");
        keyFile = client.key();
        certificateFile = client.certificate();

        assertThatThrownBy(() -> own(Map.of(), false))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("no certificate of an authority");
    }

    @Test
    void timesThatMakeNoSenseEndTheStart() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "validity.edge", "PT0S",
                        "validity.server", "PT-24H",
                        "crl-validity", "PT1M",
                        "check", "PT0S",
                        "overlap", "PT-1S",
                        "renewals-per-day", "0",
                        "vault.timeout", "PT0S")
                .entrySet()) {
            Map<String, String> settings = Map.of("oee.ca." + wrong.getKey(), wrong.getValue());

            assertThatThrownBy(() -> own(settings, false))
                    .as(wrong.getKey())
                    .isInstanceOf(InvalidSettings.class)
                    .hasMessageContaining(
                            "OEE_CA_" + wrong.getKey().replaceAll("[.-]", "_").toUpperCase(Locale.ROOT));
        }
    }

    @Test
    void theOneBeforeSignsListsOnlyAndItsSettingsAreNamed() {
        Map<String, String> before = Map.of(
                "oee.ca.previous.keyfile", keyFile.toString(), "oee.ca.previous.certfile", certificateFile.toString());

        assertThat(Authorities.previous(config(Map.of()), true, Clock.systemUTC()))
                .isEmpty();
        assertThat(Authorities.previous(
                        config(with(before, "oee.ca.previous.passphrase", PASSPHRASE)), true, Clock.systemUTC()))
                .isPresent();
        assertThatThrownBy(() -> Authorities.previous(
                        config(with(before, "oee.ca.previous.passphrase", "wrong")), true, Clock.systemUTC()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_CA_PREVIOUS_KEYFILE")
                .hasMessageContaining("OEE_CA_PREVIOUS_PASSPHRASE");
        assertThatThrownBy(() -> Authorities.previous(
                        config(Map.of("oee.ca.previous.keyfile", keyFile.toString())), true, Clock.systemUTC()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_CA_PREVIOUS_CERTFILE");
    }

    @Test
    void halfOfTheSettingsIsNotEnough() {
        assertThatThrownBy(() -> make(Map.of("oee.ca.keyfile", keyFile.toString()), false))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_CA_CERTFILE is not set");
        assertThatThrownBy(() -> make(Map.of("oee.ca.kind", "vault"), false))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_CA_VAULT_URL is not set");
        assertThatThrownBy(
                        () -> make(Map.of("oee.ca.kind", "vault", "oee.ca.vault.url", "https://v.example:8200"), false))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_CA_VAULT_TOKEN_FILE");
        assertThatThrownBy(() -> own(Map.of("oee.ca.passphrase-file", "/nowhere/at/all"), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_CA_PASSPHRASE_FILE: /nowhere/at/all cannot be read");
    }

    @Test
    void vaultIsAskedInClearForDevelopmentOnly() {
        Map<String, String> settings = Map.of(
                "oee.ca.kind", "vault", "oee.ca.vault.url", "http://v.example:8200", "oee.ca.vault.token", "hvs-test");

        assertThat(make(settings, false)).isInstanceOf(VaultAuthority.class);
        assertThatThrownBy(() -> make(settings, true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_CA_VAULT_URL: 'http://v.example:8200'")
                .hasMessageContaining("https");
        assertThat(make(with(settings, "oee.ca.vault.url", "https://v.example:8200"), true))
                .isInstanceOf(VaultAuthority.class);
    }

    @Test
    void aKeyInATokenSignsThere() throws Exception {
        assumeTrue(Files.exists(TOKEN_LIBRARY), "needs softhsm2");
        // a process looks for tokens once, and logs in to each once: the wrong PIN goes to one of its own
        Map<String, String> locked = tokenSettings(emptyToken("oee-locked-"));
        long slot = token();
        Map<String, String> settings = tokenSettings(slot);

        CertificateAuthority authority = make(settings, true);

        X509Certificate certificate = issue(authority);
        certificate.verify(authority.chain().getFirst().getPublicKey());
        assertThat(authority.chain().getFirst().getSubjectX500Principal().getName())
                .contains("CN=Test CA");
        assertThatThrownBy(() -> make(with(locked, "oee.ca.pkcs11.pin", "0000"), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("does not open")
                .hasMessageNotContaining("0000");
        assertThatThrownBy(() -> make(with(settings, "oee.ca.pkcs11.key", "nobody"), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("labelled \"nobody\"");
        assertThatThrownBy(() -> make(with(settings, "oee.ca.pkcs11.library", "/nowhere.so"), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("cannot be used");
        assertThatThrownBy(() -> make(with(settings, "oee.ca.keyfile", keyFile.toString()), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("both set");
    }

    private Map<String, String> tokenSettings(long slot) {
        return Map.of(
                "oee.ca.pkcs11.library",
                TOKEN_LIBRARY.toString(),
                "oee.ca.pkcs11.slot",
                String.valueOf(slot),
                "oee.ca.pkcs11.pin",
                PIN,
                "oee.ca.pkcs11.key",
                "oee-ca");
    }

    /** A token with the key of an authority and its certificate. */
    private static long token() throws Exception {
        long slot = emptyToken("oee-test-");
        SigningKey key = AuthorityMother.key(
                RequestMother.ec("secp256r1"), "SHA256withECDSA", Instant.now().minusSeconds(60), Duration.ofDays(30));
        Provider provider = Security.getProvider("SunPKCS11")
                .configure("--name=test\nlibrary=" + TOKEN_LIBRARY + "\nslot=" + slot + "\n");
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, PIN.toCharArray());
        store.setKeyEntry("oee-ca", key.key(), null, new Certificate[] {key.certificate()});
        return slot;
    }

    /** In the folder where this user's tokens lie; gone when the tests end. */
    private static long emptyToken(String prefix) throws Exception {
        String label = prefix + ProcessHandle.current().pid();
        String output =
                run("softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "5678", "--pin", PIN);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(label)));
        Matcher slot = Pattern.compile("to slot (\\d+)").matcher(output);
        assertThat(slot.find()).as(output).isTrue();
        return Long.parseLong(slot.group(1));
    }

    private static void delete(String label) {
        try {
            run("softhsm2-util", "--delete-token", "--token", label);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(String... line) throws Exception {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private CertificateAuthority own(Map<String, String> more, boolean strict) {
        return make(
                with(with(more, "oee.ca.keyfile", keyFile.toString()), "oee.ca.certfile", certificateFile.toString()),
                strict);
    }

    private static CertificateAuthority make(Map<String, String> settings, boolean strict) {
        return Authorities.of(config(settings), strict, Clock.systemUTC()).orElseThrow();
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(key, value);
        return more;
    }

    private static X509Certificate issue(CertificateAuthority authority) {
        SigningRequest request = SigningRequest.parse(RequestMother.of("press-1"));
        return authority.issue(CertificateOrder.of("press-1", Purpose.DEVICE, request, Duration.ofDays(1)));
    }

    private static AuthorityConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(AuthorityConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build()
                .getConfigMapping(AuthorityConfig.class);
    }
}
