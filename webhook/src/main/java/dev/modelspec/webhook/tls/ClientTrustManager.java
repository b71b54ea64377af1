package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.GovernanceException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Lets in clients of some authorities, and of those only the ones with an allowed name. */
final class ClientTrustManager extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager issued;
    private final Set<String> names;

    private ClientTrustManager(X509ExtendedTrustManager issued, Set<String> names) {
        this.issued = issued;
        this.names = names;
    }

    /** @param authorities at least one */
    static ClientTrustManager of(List<X509Certificate> authorities, Set<String> names) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return new ClientTrustManager(extended, names);
                }
            }
            throw new GovernanceException("This JVM has no X.509 trust manager");
        } catch (GeneralSecurityException | IOException e) {
            throw new GovernanceException("The authorities for clients cannot be set up: " + e.getMessage(), e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        String subject = chain[0].getSubjectX500Principal().getName();
        try {
            issued.checkClientTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw new CertificateException(
                    "its certificate, " + subject + ", is not one that the client authorities vouch for: "
                            + e.getMessage(),
                    e);
        }
        Set<String> shown = ClientNames.of(chain[0]);
        if (!names.isEmpty() && Collections.disjoint(names, shown)) {
            throw new CertificateException("its certificate, " + subject + ", has the names " + shown
                    + ", and only these may call: " + new TreeSet<>(names));
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType, (SSLEngine) null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        checkClientTrusted(chain, authType, (SSLEngine) null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("This is a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("This is a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("This is a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return issued.getAcceptedIssuers();
    }
}
