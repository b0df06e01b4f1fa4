package io.oeesuite.auth.certificate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.x509.GeneralName;

/** Another name of the subject, which clients of a server compare with the address they asked for. */
sealed interface SubjectName {

    /** A host name, no wildcard. */
    record Host(String name) implements SubjectName {
        private static final Pattern LABELS = Pattern.compile(
                "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

        /** Whether it is one that a client can ask for. */
        static boolean isValid(String name) {
            return LABELS.matcher(name).matches();
        }
    }

    /** An address, IPv4 or IPv6. */
    record Address(String address) implements SubjectName {
        static Address of(byte[] address) {
            try {
                return new Address(InetAddress.getByAddress(address).getHostAddress());
            } catch (UnknownHostException neitherFourNorSixteenBytes) {
                throw new RequestRefused(new RequestProblem.UnfitName("an address of " + address.length + " bytes"));
            }
        }
    }

    default GeneralName encoded() {
        return switch (this) {
            case Host(String name) -> new GeneralName(GeneralName.dNSName, name);
            case Address(String address) -> new GeneralName(GeneralName.iPAddress, address);
        };
    }

    default String text() {
        return switch (this) {
            case Host(String name) -> "DNS:" + name;
            case Address(String address) -> "IP:" + address;
        };
    }
}
