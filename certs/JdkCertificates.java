import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * What generate_certs.sh does with openssl, for machines that have a JDK only: keytool makes the certificates, this
 * program turns them into PEM files. It is run from its source.
 *
 * <p>Arguments: the folder, the server's names as DNS:… and IP:…, the days the authority and the others are good for,
 * the days before their end at which they are renewed, and what to make: {@code ca}, {@code server},
 * {@code client:ID}. With {@code -Dcerts.start=-3d} they begin three days ago. CERTS_CA_PASSPHRASE_FILE in the environment names
 * a file whose first line opens the authority's key.
 */
public final class JdkCertificates {

    private static final String AUTHORITY = "ca";

    /** As many as the script has openssl do. */
    private static final int ITERATIONS = 600_000;

    /** 1.2.840.113549.1.5.13 in DER. */
    private static final byte[] PBES2 = {0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x05, 0x0d};

    private final Path folder;
    private final String serverNames;
    private final int authorityDays;
    private final int leafDays;
    private final Duration renewal;
    private final Path store;
    private final String password;

    private JdkCertificates(String[] arguments, Path store) {
        this.folder = Path.of(arguments[0]);
        this.serverNames = arguments[1];
        this.authorityDays = Integer.parseInt(arguments[2]);
        this.leafDays = Integer.parseInt(arguments[3]);
        this.renewal = Duration.ofDays(Integer.parseInt(arguments[4]));
        this.store = store;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.password = HexFormat.of().formatHex(random);
    }

    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("certificates-");
        Path store = work.resolve("keys.p12");
        try {
            JdkCertificates certificates = new JdkCertificates(arguments, store);
            for (String item : Arrays.asList(arguments).subList(5, arguments.length)) {
                certificates.make(item);
            }
        } finally {
            Files.deleteIfExists(store);
            Files.delete(work);
        }
    }

    private void make(String item) throws Exception {
        if (item.equals(AUTHORITY)) {
            makeAuthority();
            return;
        }
        openAuthority();
        if (item.equals("server")) {
            makeServer();
            return;
        }
        String clientId = item.substring("client:".length());
        if (!isGood("client_" + clientId)) {
            makeLeaf("client_" + clientId, clientId, List.of("-ext", "eku=clientAuth"));
        }
    }

    private void makeAuthority() throws Exception {
        if (isFresh(AUTHORITY)) {
            encryptAuthority();
            return;
        }
        keytool(AUTHORITY, "OEE Suite CA", authorityDays, List.of("-ext", "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign,cRLSign"));
        write(AUTHORITY);
    }

    private void makeServer() throws Exception {
        if (!isGood("server") || !hasNames()) {
            makeLeaf("server", "localhost", List.of("-ext", "eku=serverAuth", "-ext", "san=" + serverNames));
        }
        String bundle = read("server.crt") + read("ca.crt") + read("server.key");
        replace(folder.resolve("server.pem"), bundle, "rw-------");
    }

    private void makeLeaf(String file, String name, List<String> extensions) throws Exception {
        List<String> options = new ArrayList<>(List.of("-signer", AUTHORITY, "-ext", "bc:c=ca:false", "-ext", "ku:c=digitalSignature"));
        options.addAll(extensions);
        keytool(file, name, leafDays, options);
        write(file);
    }

    private boolean isFresh(String file) throws Exception {
        if (!Files.exists(folder.resolve(file + ".key")) || !Files.exists(folder.resolve(file + ".crt"))) {
            return false;
        }
        return certificate(file).getNotAfter().toInstant().isAfter(Instant.now().plus(renewal));
    }

    private boolean isGood(String file) throws Exception {
        if (!isFresh(file)) {
            return false;
        }
        try {
            certificate(file).verify(certificate(AUTHORITY).getPublicKey());
            return true;
        } catch (GeneralSecurityException fromAnotherAuthority) {
            return false;
        }
    }

    private boolean hasNames() throws Exception {
        Collection<List<?>> present = certificate("server").getSubjectAlternativeNames();
        Set<String> names = present == null
                ? Set.of()
                : present.stream()
                        .map(name -> (name.get(0).equals(7) ? "IP:" : "DNS:") + name.get(1))
                        .collect(Collectors.toSet());
        return names.equals(Set.of(serverNames.split(",")));
    }

    /** The authority's key and certificate into the key store, unless they are there. */
    private void openAuthority() throws Exception {
        KeyStore keys = load();
        if (keys.containsAlias(AUTHORITY)) {
            return;
        }
        PKCS8EncodedKeySpec encoded = authorityKey();
        String algorithm = certificate(AUTHORITY).getPublicKey().getAlgorithm();
        keys.setKeyEntry(
                AUTHORITY,
                KeyFactory.getInstance(algorithm).generatePrivate(encoded),
                password.toCharArray(),
                new Certificate[] {certificate(AUTHORITY)});
        try (OutputStream stream = Files.newOutputStream(store)) {
            keys.store(stream, password.toCharArray());
        }
    }

    private PKCS8EncodedKeySpec authorityKey() throws Exception {
        String text = read("ca.key");
        byte[] content = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
        if (!isEncrypted(text)) {
            return new PKCS8EncodedKeySpec(content);
        }
        EncryptedPrivateKeyInfo closed = new EncryptedPrivateKeyInfo(content);
        // only the parameters of PBES2 know the algorithms in full
        Cipher cipher = Cipher.getInstance(closed.getAlgParameters().toString());
        cipher.init(Cipher.DECRYPT_MODE, opener(cipher.getAlgorithm()), closed.getAlgParameters());
        return closed.getKeySpec(cipher);
    }

    /** Gives a key in clear its passphrase, where there is to be one. */
    private void encryptAuthority() throws Exception {
        if (passphraseFile() == null || isEncrypted(read("ca.key"))) {
            return;
        }
        replace(folder.resolve("ca.key"), encrypted(authorityKey().getEncoded()), "rw-------");
        System.out.println("encrypted ca.key");
    }

    private static boolean isEncrypted(String key) {
        return key.contains("BEGIN ENCRYPTED PRIVATE KEY");
    }

    private static String passphraseFile() {
        String file = System.getenv("CERTS_CA_PASSPHRASE_FILE");
        return file == null || file.isEmpty() ? null : file;
    }

    private static SecretKey opener(String algorithm) throws Exception {
        char[] passphrase = Files.readAllLines(Path.of(passphraseFile())).get(0).toCharArray();
        return SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(passphrase));
    }

    /** EncryptedPrivateKeyInfo of RFC 5958, written by hand: Java's class does not know the identifier of PBES2. */
    private static String encrypted(byte[] key) throws Exception {
        Cipher cipher = Cipher.getInstance("PBEWithHmacSHA256AndAES_256");
        byte[] salt = new byte[16];
        byte[] vector = new byte[16];
        new SecureRandom().nextBytes(salt);
        new SecureRandom().nextBytes(vector);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                opener(cipher.getAlgorithm()),
                new PBEParameterSpec(salt, ITERATIONS, new IvParameterSpec(vector)));
        byte[] algorithm = der(0x30, join(PBES2, cipher.getParameters().getEncoded()));
        byte[] content = der(0x04, cipher.doFinal(key));
        return pem("ENCRYPTED PRIVATE KEY", der(0x30, join(algorithm, content)));
    }

    private static byte[] der(int tag, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length > 0xff) {
            out.write(0x82);
            out.write(content.length >> 8);
        } else if (content.length > 0x7f) {
            out.write(0x81);
        }
        out.write(content.length);
        out.write(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private void keytool(String alias, String name, int days, List<String> options)
            throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> line = new ArrayList<>(List.of(
                keytool.toString(), "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-genkeypair", "-alias", alias, "-dname", "CN=" + name + ", O=OEE Suite"));
        line.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA"));
        line.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass:env", "STORE_PASSWORD"));
        line.addAll(List.of("-validity", String.valueOf(days), "-startdate", System.getProperty("certs.start", "+0d")));
        line.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("STORE_PASSWORD", password);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool could not make the certificate of " + name + ": " + output);
        }
    }

    /** Key first: whoever watches the certificate finds its key. */
    private void write(String alias) throws Exception {
        KeyStore keys = load();
        byte[] key = keys.getKey(alias, password.toCharArray()).getEncoded();
        boolean secret = alias.equals(AUTHORITY) && passphraseFile() != null;
        replace(folder.resolve(alias + ".key"), secret ? encrypted(key) : pem("PRIVATE KEY", key), "rw-------");
        Path file = folder.resolve(alias + ".crt");
        replace(file, pem("CERTIFICATE", keys.getCertificate(alias).getEncoded()), "rw-r--r--");
        System.out.println("made " + file);
    }

    private KeyStore load() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        if (!Files.exists(store)) {
            keys.load(null, null);
            return keys;
        }
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, password.toCharArray());
        }
        return keys;
    }

    private X509Certificate certificate(String file) throws Exception {
        try (InputStream stream = Files.newInputStream(folder.resolve(file + ".crt"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private static String pem(String kind, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    private static void replace(Path file, String text, String permissions) throws IOException {
        Path partial = Files.createTempFile(file.getParent(), "new-", "");
        Files.writeString(partial, text);
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString(permissions));
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
