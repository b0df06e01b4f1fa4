package io.oeesuite.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;

/** Independent MQTT clients for the broker under test. */
record MqttPeers(LocalStack stack) {

    private static final char[] PASSWORD = "memory only".toCharArray();

    /** With the certificate of its id. */
    MqttClientBuilder client(String clientId) {
        return client(clientId, Optional.of(stack.certificates().client(clientId)));
    }

    MqttClientBuilder client(String clientId, Optional<Certificates.Identity> identity) {
        return MqttClient.builder()
                .identifier(clientId)
                .serverHost(stack.mqttHost())
                .serverPort(stack.mqttPort())
                .sslConfig(tls(identity));
    }

    /** The same trust and identity for other protocols over TLS. */
    SSLContext context(Optional<Certificates.Identity> identity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys = identity.isPresent() ? keys(identity.get()).getKeyManagers() : new KeyManager[0];
            context.init(keys, trust().getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private MqttClientSslConfig tls(Optional<Certificates.Identity> identity) {
        try {
            var tls = MqttClientSslConfig.builder().trustManagerFactory(trust());
            return identity.isPresent()
                    ? tls.keyManagerFactory(keys(identity.get())).build()
                    : tls.build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", certificate(stack.certificates().authority()));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust;
    }

    private static KeyManagerFactory keys(Certificates.Identity identity) throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        String base64 = Files.readString(identity.key()).replaceAll("-----[A-Z ]+-----", "");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        own.setKeyEntry("client", key, PASSWORD, new Certificate[] {certificate(identity.certificate())});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        return keys;
    }

    private static Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream stream = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }
}
