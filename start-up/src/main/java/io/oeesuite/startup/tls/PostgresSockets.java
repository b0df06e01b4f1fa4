package io.oeesuite.startup.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * TLS of PostgreSQL's JDBC driver, {@code sslfactory}. The driver's own wants keys in DER, or of an algorithm that must be told; this one takes the PEM files that
 * everything else takes. The driver makes one for each connection, so that changed files are used by the next.
 */
@RegisterForReflection(fields = false)
public final class PostgresSockets extends SSLSocketFactory {
    static final String PREFIX = "POSTGRES";
    static final String CA_CERTS = "sslrootcert";
    static final String CERTFILE = "sslcert";
    static final String KEYFILE = "sslkey";

    private final SSLSocketFactory sockets;

    /** @param settings of the connection */
    public PostgresSockets(Properties settings) {
        TlsFiles files = new TlsFiles(
                PREFIX,
                path(settings, CA_CERTS).orElseThrow(() -> new IllegalArgumentException(CA_CERTS + " is not set")),
                path(settings, CERTFILE),
                path(settings, KEYFILE));
        sockets = new LatestContext(files).get().getSocketFactory();
    }

    /** @param socket connected already, which is the only way the driver asks */
    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        SSLSocket secured = (SSLSocket) sockets.createSocket(socket, host, port, autoClose);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(TlsVersions.ALLOWED);
        secured.setSSLParameters(parameters);
        return secured;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw unconnected();
    }

    private static UnsupportedOperationException unconnected() {
        return new UnsupportedOperationException("PostgreSQL speaks before TLS begins");
    }

    private static Optional<Path> path(Properties settings, String name) {
        return TlsFiles.path(name, key -> Optional.ofNullable(settings.getProperty(key)));
    }
}
