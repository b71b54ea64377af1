/**
 * TLS of the webhook: which certificate it shows, and which clients it lets in. {@link
 * dev.modelspec.webhook.tls.ServerCertificate} has the two ways to a certificate: files that somebody else keeps fresh, or a
 * certificate authority of our own. {@link dev.modelspec.webhook.tls.ServerTls} makes of it what Jetty needs.
 *
 * <p>What the self-managed certificate needs to be allowed, and nothing else of this package needs anything:
 *
 * <table>
 * <caption>RBAC</caption>
 * <tr><th>kind</th><th>API group, resource</th><th>resourceNames</th><th>verbs</th></tr>
 * <tr><td>Role</td><td>"" secrets</td><td>modelspec-webhook-ca, modelspec-webhook-tls</td><td>get, update</td></tr>
 * <tr><td>Role</td><td>"" secrets</td><td>(none: RBAC cannot name what is created)</td><td>create</td></tr>
 * <tr><td>Role</td><td>coordination.k8s.io leases</td><td>modelspec-webhook-certificates</td><td>get, update</td></tr>
 * <tr><td>Role</td><td>coordination.k8s.io leases</td><td>(none)</td><td>create</td></tr>
 * <tr><td>ClusterRole</td><td>admissionregistration.k8s.io validatingwebhookconfigurations</td><td>the
 * configuration's name, modelspec-webhook</td><td>get, patch</td></tr>
 * </table>
 *
 * <p>The two rules for {@code create} can be left out where the two Secrets (type Opaque, without data) and the Lease (without
 * spec) exist before.
 */
@NullMarked
package dev.modelspec.webhook.tls;

import org.jspecify.annotations.NullMarked;
