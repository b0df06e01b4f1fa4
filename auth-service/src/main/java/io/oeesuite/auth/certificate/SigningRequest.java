package io.oeesuite.auth.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * A PKCS#10 request whose sender has shown to have its key, and whose key is good enough. What the sender wants to be is in it; what it gets to be is decided by
 * {@link #claim}.
 */
public final class SigningRequest {
    private static final int LONGEST = 32_768;
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_RSA = 8192;
    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1);

    private final PKCS10CertificationRequest request;

    private SigningRequest(PKCS10CertificationRequest request) {
        this.request = request;
    }

    /** @throws RequestRefused when it is none, its key is not accepted, or it was not signed by it */
    public static SigningRequest parse(String pem) {
        SigningRequest parsed = new SigningRequest(read(pem));
        parsed.checkKey();
        parsed.checkSignature();
        return parsed;
    }

    private static PKCS10CertificationRequest read(String pem) {
        if (pem == null || pem.isBlank()) {
            throw new RequestRefused(new RequestProblem.Unreadable("There is no signing request."));
        }
        if (pem.length() > LONGEST) {
            throw new RequestRefused(
                    new RequestProblem.Unreadable("The signing request is longer than " + LONGEST + " characters."));
        }
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest request)) {
                throw new RequestRefused(new RequestProblem.Unreadable("This is no signing request."));
            }
            return request;
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException malformed) {
            throw new RequestRefused(new RequestProblem.Unreadable("The signing request is malformed."));
        }
    }

    /**
     * The names of a certificate for this id.
     *
     * @throws RequestRefused when the request wants to be somebody else, or more
     */
    List<SubjectName> claim(String id, Purpose purpose) {
        checkSubject(id);
        checkNoAuthority();
        List<SubjectName> names = names();
        if (!purpose.hasNames() && !names.isEmpty()) {
            String asked =
                    String.join(", ", names.stream().map(SubjectName::text).toList());
            throw new RequestRefused(new RequestProblem.NamesNotAllowed(asked, purpose));
        }
        if (purpose.hasNames() && names.isEmpty()) {
            throw new RequestRefused(new RequestProblem.NamesMissing());
        }
        return names;
    }

    SubjectPublicKeyInfo publicKey() {
        return request.getSubjectPublicKeyInfo();
    }

    /** The request alone, whatever came before and after it. */
    String pem() {
        try {
            return Pem.of("CERTIFICATE REQUEST", request.getEncoded());
        } catch (IOException defect) {
            throw new IllegalStateException("A signing request could not be encoded", defect);
        }
    }

    private void checkSubject(String id) {
        List<String> names = Arrays.stream(request.getSubject().getRDNs(BCStyle.CN))
                .flatMap(rdn -> values(rdn).stream())
                .toList();
        if (!names.isEmpty() && !names.equals(List.of(id))) {
            throw new RequestRefused(new RequestProblem.OtherSubject(String.join("\", \"", names), id));
        }
    }

    private static List<String> values(RDN rdn) {
        return Arrays.stream(rdn.getTypesAndValues())
                .filter(part -> part.getType().equals(BCStyle.CN))
                .map(part -> IETFUtils.valueToString(part.getValue()))
                .toList();
    }

    private void checkNoAuthority() {
        Optional<BasicConstraints> constraints = extensions().map(BasicConstraints::fromExtensions);
        if (constraints.filter(BasicConstraints::isCA).isPresent()) {
            throw new RequestRefused(new RequestProblem.AsksForAuthority());
        }
    }

    private List<SubjectName> names() {
        List<SubjectName> names = new ArrayList<>();
        Optional<GeneralNames> asked =
                extensions().map(all -> GeneralNames.fromExtensions(all, Extension.subjectAlternativeName));
        if (asked.isEmpty()) {
            return names;
        }
        for (GeneralName name : asked.get().getNames()) {
            names.add(name(name));
        }
        return names;
    }

    private static SubjectName name(GeneralName name) {
        String text = name.getName().toString();
        if (name.getTagNo() == GeneralName.dNSName && SubjectName.Host.isValid(text)) {
            return new SubjectName.Host(text);
        }
        if (name.getTagNo() == GeneralName.iPAddress) {
            return SubjectName.Address.of(
                    ASN1OctetString.getInstance(name.getName()).getOctets());
        }
        throw new RequestRefused(new RequestProblem.UnfitName(text));
    }

    private Optional<Extensions> extensions() {
        try {
            return Optional.ofNullable(request.getRequestedExtensions());
        } catch (RuntimeException malformed) {
            throw new RequestRefused(
                    new RequestProblem.Unreadable("The extensions that the signing request asks for are malformed."));
        }
    }

    private void checkKey() {
        SubjectPublicKeyInfo key = publicKey();
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            if (!(key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve)
                    || !CURVES.contains(curve)) {
                throw new RequestRefused(new RequestProblem.UnfitKey("An EC key on another curve"));
            }
        } else if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            int bits = rsa(key).getModulus().bitLength();
            if (bits < SHORTEST_RSA || bits > LONGEST_RSA) {
                throw new RequestRefused(new RequestProblem.UnfitKey("An RSA key of " + bits + " bits"));
            }
        } else if (!algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
            throw new RequestRefused(new RequestProblem.UnfitKey("A key of the algorithm " + algorithm));
        }
    }

    private static RSAPublicKey rsa(SubjectPublicKeyInfo key) {
        try {
            return RSAPublicKey.getInstance(key.parsePublicKey());
        } catch (IOException | IllegalArgumentException malformed) {
            throw new RequestRefused(new RequestProblem.Unreadable("The public key is malformed."));
        }
    }

    private void checkSignature() {
        String algorithm = new DefaultSignatureNameFinder().getAlgorithmName(request.getSignatureAlgorithm());
        if (algorithm.startsWith("SHA1") || algorithm.startsWith("MD")) {
            throw new RequestRefused(new RequestProblem.WeakSignature(algorithm));
        }
        try {
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(publicKey()))) {
                throw new RequestRefused(new RequestProblem.NotSignedByItsKey());
            }
        } catch (PKCSException | OperatorCreationException | IllegalArgumentException unverifiable) {
            throw new RequestRefused(new RequestProblem.NotSignedByItsKey());
        }
    }
}
