package dev.modelspec.webhook.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** The names by which a client may be known: common names, DNS names and URIs. */
final class ClientNames {
    private static final Set<Integer> DNS_NAME_OR_URI = Set.of(2, 6);

    private ClientNames() {}

    static Set<String> of(X509Certificate certificate) throws CertificateException {
        var names = new TreeSet<String>();
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        for (RDN part : subject.getRDNs(BCStyle.CN)) {
            names.add(IETFUtils.valueToString(part.getFirst().getValue()));
        }
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                // A kind as RFC 5280 numbers them, and the name.
                if (alternative.get(0) instanceof Integer kind
                        && DNS_NAME_OR_URI.contains(kind)
                        && alternative.get(1) instanceof String name) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
