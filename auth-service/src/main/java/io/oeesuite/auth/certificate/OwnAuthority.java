package io.oeesuite.auth.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** Signs with a key of its own: X.509 version 3, revocation lists of version 2 (RFC 5280). */
final class OwnAuthority implements CertificateAuthority {
    /** Clocks of devices are late. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private static final int SERIAL_BYTES = 16;
    private static final String ORGANIZATION = "OEE Suite";

    private final SigningKey key;
    private final Optional<Distribution> distribution;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    OwnAuthority(SigningKey key, Optional<Distribution> distribution, InstantSource clock) {
        this.key = key;
        this.distribution = distribution;
        this.clock = clock;
    }

    @Override
    public X509Certificate issue(CertificateOrder order) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant authorityEnd = key.certificate().getNotAfter().toInstant();
        if (!now.isBefore(authorityEnd)) {
            throw new AuthorityUnavailable("The authority's own certificate has ended at " + authorityEnd
                    + ". Give auth-service a new one (OEE_CA_KEYFILE, OEE_CA_CERTFILE).");
        }
        Instant end = now.plus(order.validity());
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, ORGANIZATION)
                .addRDN(BCStyle.CN, order.id())
                .build();
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer(),
                serial(),
                Date.from(now.minus(SLACK)),
                Date.from(end.isBefore(authorityEnd) ? end : authorityEnd),
                subject,
                order.request().publicKey());
        try {
            extend(builder, order);
            return new JcaX509CertificateConverter().getCertificate(builder.build(key.signer()));
        } catch (IOException | GeneralSecurityException defect) {
            throw new IllegalStateException("A certificate could not be encoded", defect);
        }
    }

    private void extend(X509v3CertificateBuilder builder, CertificateOrder order)
            throws IOException, GeneralSecurityException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(order.purpose().extendedKeyUsage()));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils()
                        .createSubjectKeyIdentifier(order.request().publicKey()));
        builder.addExtension(Extension.authorityKeyIdentifier, false, ownIdentifier());
        if (!order.names().isEmpty()) {
            GeneralName[] names =
                    order.names().stream().map(SubjectName::encoded).toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        if (distribution.isPresent()) {
            builder.addExtension(Extension.cRLDistributionPoints, false, distributionPoint(distribution.get()));
            builder.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    new AuthorityInformationAccess(
                            AccessDescription.id_ad_caIssuers,
                            uri(distribution.get().authority().toString())));
        }
    }

    private static CRLDistPoint distributionPoint(Distribution distribution) {
        var name = new DistributionPointName(
                new GeneralNames(uri(distribution.revocationList().toString())));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }

    /** 128 bits nobody can guess; positive, as RFC 5280 demands. */
    private BigInteger serial() {
        byte[] bytes = new byte[SERIAL_BYTES];
        random.nextBytes(bytes);
        return new BigInteger(1, bytes).max(BigInteger.ONE);
    }

    /** The list is the record of it. */
    @Override
    public void revoke(Revoked revoked) {}

    X509CRL revocationList(RevocationListOrder order) {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer(), Date.from(order.thisUpdate()));
        builder.setNextUpdate(Date.from(order.nextUpdate()));
        for (Revoked revoked : order.revoked()) {
            builder.addCRLEntry(
                    revoked.serial(),
                    Date.from(revoked.since()),
                    revoked.reason().code());
        }
        try {
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(order.number())));
            builder.addExtension(Extension.authorityKeyIdentifier, false, ownIdentifier());
            return new JcaX509CRLConverter().getCRL(builder.build(key.signer()));
        } catch (IOException | GeneralSecurityException defect) {
            throw new IllegalStateException("A revocation list could not be encoded", defect);
        }
    }

    /** The one in the authority's certificate, however it was computed. */
    private AuthorityKeyIdentifier ownIdentifier() throws IOException, GeneralSecurityException {
        byte[] written = key.certificate().getExtensionValue(Extension.subjectKeyIdentifier.getId());
        if (written == null) {
            return new JcaX509ExtensionUtils()
                    .createAuthorityKeyIdentifier(key.certificate().getPublicKey());
        }
        return new AuthorityKeyIdentifier(
                ASN1OctetString.getInstance(JcaX509ExtensionUtils.parseExtensionValue(written))
                        .getOctets());
    }

    /** Byte by byte the authority's name: some compare it so. */
    private X500Name issuer() {
        return X500Name.getInstance(key.certificate().getSubjectX500Principal().getEncoded());
    }

    @Override
    public List<X509Certificate> chain() {
        return key.chain();
    }
}
