{{/* One webhook a cluster: its ValidatingWebhookConfiguration and its ClusterRole have fixed names, and so has the rest. */}}
{{- define "modelspec.name" -}}modelspec-webhook{{- end }}

{{- define "modelspec.selector" -}}
app.kubernetes.io/name: modelspec-webhook
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "modelspec.labels" -}}
{{ include "modelspec.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "modelspec.image" -}}
{{- $repository := required "image.repository is empty: set it to where you pushed the image, such as registry.example.com/platform/modelspec-webhook" .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{ $repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ $repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{/* What a schema cannot say readably: values that need each other, or exclude each other. */}}
{{- define "modelspec.check" -}}
{{- $bundle := .Values.policies.bundle -}}
{{- if and $bundle.url .Values.policies.configMap -}}
{{- fail "policies.configMap and policies.bundle.url are both set: policies come from one place" -}}
{{- end -}}
{{- if and $bundle.url (not $bundle.keySecret.name) (not $bundle.digest) -}}
{{- fail "policies.bundle.url needs policies.bundle.keySecret.name (the key that the bundle is signed with) or policies.bundle.digest" -}}
{{- end -}}
{{- if and (not $bundle.url) (or $bundle.keySecret.name $bundle.digest $bundle.caConfigMap.name) -}}
{{- fail "policies.bundle.url is empty, but other values of policies.bundle are set" -}}
{{- end -}}
{{- if and (eq .Values.certificates.mode "secret") (not .Values.certificates.caBundle) -}}
{{- fail "certificates.caBundle is empty: in the mode secret, give the PEM of who issued the certificate (--set-file certificates.caBundle=ca.crt)" -}}
{{- end -}}
{{- if and (ne .Values.certificates.mode "secret") .Values.certificates.caBundle -}}
{{- fail "certificates.caBundle is for the mode secret; in the others it is written in the cluster" -}}
{{- end -}}
{{- if and (eq .Values.certificates.mode "self-managed") (ne .Values.certificates.secretName "modelspec-webhook-tls") -}}
{{- fail "certificates.secretName cannot be changed in the mode self-managed" -}}
{{- end -}}
{{- if and .Values.mutualTls.enabled (not .Values.mutualTls.configMap) -}}
{{- fail "mutualTls.configMap is empty: name the ConfigMap with the authority of the API server's client certificate" -}}
{{- end -}}
{{- if gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas) -}}
{{- fail "autoscaling.minReplicas is more than autoscaling.maxReplicas" -}}
{{- end -}}
{{- end }}

{{/* What both webhooks of the configuration have. */}}
{{- define "modelspec.webhook" -}}
clientConfig:
  {{- if eq .Values.certificates.mode "secret" }}
  caBundle: {{ .Values.certificates.caBundle | b64enc }}
  {{- end }}
  service:
    namespace: {{ .Release.Namespace }}
    name: {{ include "modelspec.name" . }}
    path: /validate
    port: 443
admissionReviewVersions: [v1]
sideEffects: None
matchPolicy: Equivalent
failurePolicy: {{ .Values.webhook.failurePolicy }}
timeoutSeconds: {{ .Values.webhook.timeoutSeconds }}
namespaceSelector:
  matchExpressions:
    - key: kubernetes.io/metadata.name
      operator: NotIn
      values:
        {{- concat (list "kube-system" "kube-public" "kube-node-lease" .Release.Namespace) .Values.webhook.excludedNamespaces | uniq | sortAlpha | toYaml | nindent 8 }}
{{- with .Values.webhook.objectSelector }}
objectSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Its Pods must not have the labels that the webhook's Service selects. */}}
{{- define "modelspec.audit.selector" -}}
app.kubernetes.io/name: modelspec-audit
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "modelspec.audit.labels" -}}
{{ include "modelspec.audit.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* By which rules to judge, and what is excused: options, and the files that they name. */}}
{{- define "modelspec.policyOptions" -}}
{{- with .Values.policies }}
{{- if .profileConfigMap.name }}
- --profile=/etc/modelspec/profile/{{ .profileConfigMap.key }}
{{- else }}
- --profile={{ .profile }}
{{- end }}
{{- if .configMap }}
- --policies=/etc/modelspec/policies
{{- else if .bundle.url }}
- --policies={{ .bundle.url }}
{{- if .bundle.keySecret.name }}
- --verification-key=/etc/modelspec/bundle-key/{{ .bundle.keySecret.key }}
{{- end }}
{{- with .bundle.digest }}
- --digest={{ . }}
{{- end }}
{{- if .bundle.caConfigMap.name }}
- --ca-file=/etc/modelspec/bundle-ca/{{ .bundle.caConfigMap.key }}
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.waivers.namespace }}
- --waiver-namespace={{ . }}
{{- end }}
{{- if .Values.waivers.configMap }}
- --waivers=/etc/modelspec/waivers
{{- end }}
{{- end }}

{{- define "modelspec.policyMounts" -}}
{{- $mounts := dict
  "profile" .Values.policies.profileConfigMap.name
  "policies" .Values.policies.configMap
  "bundle-key" .Values.policies.bundle.keySecret.name
  "bundle-ca" .Values.policies.bundle.caConfigMap.name
  "waivers" .Values.waivers.configMap }}
{{- range list "profile" "policies" "bundle-key" "bundle-ca" "waivers" }}
{{- if get $mounts . }}
- name: {{ . }}
  mountPath: /etc/modelspec/{{ . }}
  readOnly: true
{{- end }}
{{- end }}
{{- end }}

{{- define "modelspec.policyVolumes" -}}
{{- $configMaps := dict
  "profile" .Values.policies.profileConfigMap.name
  "policies" .Values.policies.configMap
  "bundle-ca" .Values.policies.bundle.caConfigMap.name
  "waivers" .Values.waivers.configMap }}
{{- range $volume, $name := $configMaps }}
{{- if $name }}
- name: {{ $volume }}
  configMap:
    name: {{ $name }}
{{- end }}
{{- end }}
{{- with .Values.policies.bundle.keySecret.name }}
- name: bundle-key
  secret:
    secretName: {{ . }}
{{- end }}
{{- end }}
