{{/* The beginning of all names. */}}
{{- define "oee.fullname" -}}
{{- default (ternary .Release.Name (printf "%s-oee-suite" .Release.Name) (contains "oee" .Release.Name)) .Values.fullnameOverride | trunc 35 | trimSuffix "-" -}}
{{- end -}}

{{/* What each service is to the network; the settings a service has are in oee.env. Order: the flow of the data. */}}
{{- define "oee.catalogue" -}}
ingest-service: {port: 8083, kind: StatefulSet, mqttClient: analytics_INGEST, kafka: true, lagGroup: oee-ingest-session, lagTopic: oee.raw.v1}
oee-analytics-service: {port: 8080, kind: StatefulSet, mqttClient: analytics_OEE-PROCESSOR, kafka: true, postgres: true, oidcClient: oee-analytics, lagGroup: oee-analytics-engine, lagTopic: oee.events.v1}
alert-sender: {port: 8084, kind: StatefulSet, mqttClient: alert_SENDER, kafka: true, oidcClient: oee-alert, lagGroup: oee-alert-sender, lagTopic: oee.alerts.v1}
command-service: {port: 8081, kind: Deployment, mqttClient: {{ printf "scada_%s" .Values.hostId }}, kafka: true, oidcClient: oee-command}
auth-service: {port: 8082, kind: {{ ternary "StatefulSet" "Deployment" .Values.auth.enrolmentOverMqtt }}, {{ if .Values.auth.enrolmentOverMqtt }}mqttClient: auth_SERVICE, {{ end }}postgres: true, oidcClient: oee-auth}
{{- end -}}

{{- define "oee.selectorLabels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{- define "oee.labels" -}}
{{ include "oee.selectorLabels" . }}
app.kubernetes.io/part-of: oee-suite
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "oee.image" -}}
{{ printf "%s/%s:%s" .root.Values.image.repository .name (.root.Values.image.tag | default .root.Chart.AppVersion) }}
{{- end -}}

{{/* The most replicas a service may come to have. */}}
{{- define "oee.mostReplicas" -}}
{{- if .service.autoscaling.enabled }}{{ .service.autoscaling.maxReplicas }}{{ else }}{{ .service.replicas }}{{ end -}}
{{- end -}}

{{/* Whether each replica has an MQTT client id of its own: ingest-service always, others with state when there may be several. The Sparkplug host has one for all. */}}
{{- define "oee.ownClientIds" -}}
{{- if and (eq .entry.kind "StatefulSet") (or (eq .name "ingest-service") (gt (include "oee.mostReplicas" . | int) 1)) }}true{{ end -}}
{{- end -}}

{{- define "oee.useKeda" -}}
{{- if or (eq (toString .Values.autoscaling.keda) "true") (and (eq (toString .Values.autoscaling.keda) "auto") (.Capabilities.APIVersions.Has "keda.sh/v1alpha1")) }}true{{ end -}}
{{- end -}}

{{- define "oee.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "oee.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- define "oee.brokerHost" -}}
{{- if eq .Values.broker.mode "emqx" }}{{ include "oee.fullname" . }}-emqx{{ else }}{{ required "broker.existing.host: which MQTT broker?" .Values.broker.existing.host }}{{ end -}}
{{- end -}}

{{- define "oee.brokerPort" -}}
{{- if eq .Values.broker.mode "emqx" }}8883{{ else }}{{ .Values.broker.existing.port }}{{ end -}}
{{- end -}}

{{- define "oee.kafkaServers" -}}
{{- if eq .Values.kafka.mode "strimzi" }}{{ .Values.kafka.strimzi.clusterName }}-kafka-bootstrap:9093{{ else }}{{ required "kafka.existing.bootstrapServers: which Kafka?" .Values.kafka.existing.bootstrapServers }}{{ end -}}
{{- end -}}

{{- define "oee.kafkaTls" -}}
{{- if or (eq .Values.kafka.mode "strimzi") .Values.kafka.existing.tls }}true{{ end -}}
{{- end -}}

{{/* Secret with a service's Kafka certificate; empty: none. */}}
{{- define "oee.kafkaUserSecret" -}}
{{- if eq .root.Values.kafka.mode "strimzi" }}{{ include "oee.fullname" .root }}-{{ .name }}
{{- else if .root.Values.kafka.existing.userSecretPrefix }}{{ .root.Values.kafka.existing.userSecretPrefix }}-{{ .name }}{{ end -}}
{{- end -}}

{{- define "oee.postgresHost" -}}
{{- if eq .Values.postgres.mode "cloudnative-pg" }}{{ include "oee.fullname" . }}-postgres-rw{{ else }}{{ required "postgres.existing.host: which PostgreSQL?" .Values.postgres.existing.host }}{{ end -}}
{{- end -}}

{{- define "oee.postgresPort" -}}
{{- if eq .Values.postgres.mode "cloudnative-pg" }}5432{{ else }}{{ .Values.postgres.existing.port }}{{ end -}}
{{- end -}}

{{- define "oee.postgresSecret" -}}
{{- if eq .Values.postgres.mode "cloudnative-pg" }}{{ include "oee.fullname" . }}-postgres-app{{ else }}{{ required "postgres.existing.secret: which secret has username and password?" .Values.postgres.existing.secret }}{{ end -}}
{{- end -}}

{{/* Secret with PostgreSQL's authority; empty: no TLS. */}}
{{- define "oee.postgresCaSecret" -}}
{{- if eq .Values.postgres.mode "cloudnative-pg" }}{{ include "oee.fullname" . }}-postgres-ca
{{- else if .Values.postgres.existing.tls }}{{ required "postgres.existing.caSecret: which secret has the authority's ca.crt?" .Values.postgres.existing.caSecret }}{{ end -}}
{{- end -}}

{{- define "oee.realmUrl" -}}
{{- if .Values.keycloak.create }}https://{{ required "keycloak.hostname: under which name is it reached?" .Values.keycloak.hostname }}/realms/oee
{{- else }}{{ required "logins.realmUrl: where do people log in? No service starts in production without logins" .Values.logins.realmUrl }}{{ end -}}
{{- end -}}

{{/* Port of the realm's URL. */}}
{{- define "oee.realmPort" -}}
{{- $host := (urlParse (include "oee.realmUrl" .)).host -}}
{{- if regexMatch ":[0-9]+$" $host }}{{ splitList ":" $host | last }}{{ else }}443{{ end -}}
{{- end -}}

{{/* Secret with the certificate by which auth-service answers the broker over TLS; empty: plain HTTP, for an existing broker. */}}
{{- define "oee.authHttpsSecret" -}}
{{- if .Values.auth.httpsSecret }}{{ .Values.auth.httpsSecret }}
{{- else if eq .Values.certificates.mode "cert-manager" }}{{ include "oee.fullname" . }}-auth-service-https
{{- else if eq .Values.broker.mode "emqx" }}{{ fail "auth.httpsSecret: which secret has auth-service's certificate? EMQX asks it over TLS" }}{{ end -}}
{{- end -}}

{{/* Port at which the broker asks auth-service. */}}
{{- define "oee.askPort" -}}
{{- if include "oee.authHttpsSecret" . }}8482{{ else }}8082{{ end -}}
{{- end -}}

{{/* Secret with username and password of auth-service's database user. */}}
{{- define "oee.authPostgresSecret" -}}
{{- if eq .Values.postgres.mode "cloudnative-pg" }}{{ .Values.postgres.cloudnativePg.authSecret }}{{ else }}{{ .Values.postgres.existing.authSecret | default (include "oee.postgresSecret" .) }}{{ end -}}
{{- end -}}

{{/* Environment of a service. */}}
{{- define "oee.env" -}}
{{- $root := .root -}}
{{- $own := include "oee.ownClientIds" . -}}
{{ if eq .entry.kind "StatefulSet" -}}
- {name: POD_INDEX, valueFrom: {fieldRef: {fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']"}}}
{{ end -}}
- {name: HTTP_HOST, value: 0.0.0.0}
- {name: HTTP_PORT, value: {{ .entry.port | quote }}}
- {name: OEE_LOG_JSON, value: "true"}
- {name: JAVA_TOOL_OPTIONS, value: "-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"}
{{- if .entry.mqttClient }}
- {name: MQTT_BROKER_HOST, value: {{ include "oee.brokerHost" $root | quote }}}
- {name: MQTT_BROKER_PORT, value: {{ include "oee.brokerPort" $root | quote }}}
- {name: MQTT_USE_TLS, value: "true"}
- {name: MQTT_CLIENT_ID, value: {{ if $own }}{{ printf "%s-$(POD_INDEX)" .entry.mqttClient | quote }}{{ else }}{{ .entry.mqttClient | quote }}{{ end }}}
- {name: MQTT_CA_CERTS, value: /etc/oee/mqtt/{{ if $own }}$(POD_INDEX)/{{ end }}ca.crt}
- {name: MQTT_CERTFILE, value: /etc/oee/mqtt/{{ if $own }}$(POD_INDEX)/{{ end }}tls.crt}
- {name: MQTT_KEYFILE, value: /etc/oee/mqtt/{{ if $own }}$(POD_INDEX)/{{ end }}tls.key}
{{- end }}
{{- if .entry.kafka }}
- {name: KAFKA_BOOTSTRAP_SERVERS, value: {{ include "oee.kafkaServers" $root | quote }}}
{{- if include "oee.kafkaTls" $root }}
- {name: KAFKA_USE_TLS, value: "true"}
- {name: KAFKA_CA_CERTS, value: /etc/oee/kafka-ca/ca.crt}
{{- if include "oee.kafkaUserSecret" . }}
- {name: KAFKA_CERTFILE, value: /etc/oee/kafka-user/tls.crt}
- {name: KAFKA_KEYFILE, value: /etc/oee/kafka-user/tls.key}
{{- end }}
{{- end }}
{{- end }}
{{- if .entry.postgres }}
- {name: POSTGRES_HOST, value: {{ include "oee.postgresHost" $root | quote }}}
- {name: POSTGRES_PORT, value: {{ include "oee.postgresPort" $root | quote }}}
- {name: POSTGRES_DB, value: {{ $root.Values.postgres.database | quote }}}
{{- $login := ternary (include "oee.authPostgresSecret" $root) (include "oee.postgresSecret" $root) (eq .name "auth-service") }}
- {name: POSTGRES_USER, valueFrom: {secretKeyRef: {name: {{ $login }}, key: username}}}
- {name: POSTGRES_PASSWORD, valueFrom: {secretKeyRef: {name: {{ $login }}, key: password}}}
{{- if include "oee.postgresCaSecret" $root }}
- {name: POSTGRES_USE_TLS, value: "true"}
- {name: POSTGRES_CA_CERTS, value: /etc/oee/postgres-ca/ca.crt}
{{- end }}
{{- end }}
{{- if .entry.oidcClient }}
- {name: OEE_OIDC_URL, value: {{ include "oee.realmUrl" $root | quote }}}
- {name: OEE_OIDC_CLIENT_ID, value: {{ .entry.oidcClient }}}
- {name: OEE_OIDC_CLIENT_SECRET, valueFrom: {secretKeyRef: {name: {{ $root.Values.logins.clientSecrets }}, key: {{ .entry.oidcClient }}}}}
{{- if $root.Values.logins.caSecret }}
- {name: QUARKUS_TLS_LOGIN_TRUST_STORE_PEM_CERTS, value: /etc/oee/login-ca/ca.crt}
- {name: QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME, value: login}
{{- end }}
{{- if and $root.Values.ingress.enabled .service.ingress.hosts }}
- {name: QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING, value: "true"}
- {name: QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED, value: "true"}
{{- end }}
{{- end }}
{{- if eq .entry.kind "StatefulSet" }}
- {name: OEE_STATE_DIR, value: /var/lib/oee/state}
{{- end }}
{{- if eq .name "ingest-service" }}
- {name: OEE_TOPICS_CREATE, value: {{ ternary "false" "true" (eq $root.Values.kafka.mode "strimzi") | quote }}}
- {name: OEE_TOPICS_REPLICATION, value: {{ $root.Values.kafka.strimzi.topicReplicas | quote }}}
- {name: OEE_JSON_BASE_TOPIC, value: {{ $root.Values.jsonBaseTopic | quote }}}
- {name: OEE_STANDBY_REPLICAS, value: {{ ternary "1" "0" (gt (include "oee.mostReplicas" . | int) 1) | quote }}}
{{- else if eq .name "oee-analytics-service" }}
- {name: OEE_INSTANCE_ID, value: analytics-$(POD_INDEX)}
- {name: OEE_STANDBY_REPLICAS, value: {{ ternary "1" "0" (gt (include "oee.mostReplicas" . | int) 1) | quote }}}
{{- else if eq .name "alert-sender" }}
- {name: OEE_INSTANCE_ID, value: alert-sender-$(POD_INDEX)}
{{- else if eq .name "command-service" }}
- {name: OEE_HOST_ID, value: {{ $root.Values.hostId | quote }}}
{{- else if eq .name "auth-service" }}
- {name: OEE_AUTH_BROKER_SECRET, valueFrom: {secretKeyRef: {name: {{ $root.Values.auth.brokerSecret }}, key: broker-secret}}}
- {name: OEE_JSON_BASE_TOPIC, value: {{ $root.Values.jsonBaseTopic | quote }}}
{{- if $root.Values.auth.tokenKeySecret }}
- {name: OEE_AUTH_TOKEN_KEY_FILE, value: /etc/oee/token/token.pem}
{{- end }}
{{- if include "oee.authHttpsSecret" $root }}
- {name: HTTPS_PORT, value: "8482"}
- {name: HTTPS_CERTFILE, value: /etc/oee/https/tls.crt}
- {name: HTTPS_KEYFILE, value: /etc/oee/https/tls.key}
{{- end }}
{{- if $root.Values.auth.authoritySecret }}
- {name: OEE_CA_KEYFILE, value: /etc/oee/authority/ca.key}
- {name: OEE_CA_CERTFILE, value: /etc/oee/authority/ca.crt}
- {name: OEE_CA_PASSPHRASE_FILE, value: /etc/oee/authority/passphrase}
{{- end }}
{{- if $root.Values.auth.previousAuthoritySecret }}
- {name: OEE_CA_PREVIOUS_KEYFILE, value: /etc/oee/previous-authority/ca.key}
- {name: OEE_CA_PREVIOUS_CERTFILE, value: /etc/oee/previous-authority/ca.crt}
- {name: OEE_CA_PREVIOUS_PASSPHRASE_FILE, value: /etc/oee/previous-authority/passphrase}
{{- end }}
{{- with $root.Values.auth.publicUrl }}
- {name: OEE_CA_PUBLIC_URL, value: {{ . | quote }}}
{{- end }}
{{- end }}
{{- range $name, $value := .service.env }}
- {name: {{ $name }}, value: {{ $value | toString | quote }}}
{{- end }}
{{- end -}}

{{- define "oee.volumeMounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if .entry.mqttClient }}
- {name: mqtt, mountPath: /etc/oee/mqtt, readOnly: true}
{{- end }}
{{- if and .entry.kafka (include "oee.kafkaTls" .root) }}
- {name: kafka-ca, mountPath: /etc/oee/kafka-ca, readOnly: true}
{{- if include "oee.kafkaUserSecret" . }}
- {name: kafka-user, mountPath: /etc/oee/kafka-user, readOnly: true}
{{- end }}
{{- end }}
{{- if and .entry.postgres (include "oee.postgresCaSecret" .root) }}
- {name: postgres-ca, mountPath: /etc/oee/postgres-ca, readOnly: true}
{{- end }}
{{- if and (eq .name "auth-service") .root.Values.auth.tokenKeySecret }}
- {name: token, mountPath: /etc/oee/token, readOnly: true}
{{- end }}
{{- if and (eq .name "auth-service") (include "oee.authHttpsSecret" .root) }}
- {name: https, mountPath: /etc/oee/https, readOnly: true}
{{- end }}
{{- if and (eq .name "auth-service") .root.Values.auth.authoritySecret }}
- {name: authority, mountPath: /etc/oee/authority, readOnly: true}
{{- end }}
{{- if and (eq .name "auth-service") .root.Values.auth.previousAuthoritySecret }}
- {name: previous-authority, mountPath: /etc/oee/previous-authority, readOnly: true}
{{- end }}
{{- if and .entry.oidcClient .root.Values.logins.caSecret }}
- {name: login-ca, mountPath: /etc/oee/login-ca, readOnly: true}
{{- end }}
{{- if eq .entry.kind "StatefulSet" }}
- {name: state, mountPath: /var/lib/oee}
{{- end }}
{{- end -}}

{{/* Secrets are mounted as folders, never by subPath, so that what is renewed arrives without a restart. */}}
{{- define "oee.volumes" -}}
{{- $context := . -}}
- name: tmp
  emptyDir: {sizeLimit: 256Mi}
{{- if .entry.mqttClient }}
- name: mqtt
{{- if include "oee.ownClientIds" . }}
  projected:
    defaultMode: 0440
    sources:
{{- range $n := until (include "oee.mostReplicas" . | int) }}
      - secret:
          name: {{ include "oee.fullname" $context.root }}-{{ $context.name }}-mqtt-{{ $n }}
          items:
            - {key: ca.crt, path: {{ $n }}/ca.crt}
            - {key: tls.crt, path: {{ $n }}/tls.crt}
            - {key: tls.key, path: {{ $n }}/tls.key}
{{- end }}
{{- else }}
  secret: {secretName: {{ include "oee.fullname" .root }}-{{ .name }}-mqtt, defaultMode: 0440}
{{- end }}
{{- end }}
{{- if and .entry.kafka (include "oee.kafkaTls" .root) }}
- name: kafka-ca
  secret:
    secretName: {{ if eq .root.Values.kafka.mode "strimzi" }}{{ .root.Values.kafka.strimzi.clusterName }}-cluster-ca-cert{{ else }}{{ required "kafka.existing.caSecret: which secret has the authority's ca.crt?" .root.Values.kafka.existing.caSecret }}{{ end }}
    items: [{key: ca.crt, path: ca.crt}]
{{- if include "oee.kafkaUserSecret" . }}
- name: kafka-user
  secret:
    secretName: {{ include "oee.kafkaUserSecret" . }}
    defaultMode: 0440
{{- if eq .root.Values.kafka.mode "strimzi" }}
    items: [{key: user.crt, path: tls.crt}, {key: user.key, path: tls.key}]
{{- end }}
{{- end }}
{{- end }}
{{- if and .entry.postgres (include "oee.postgresCaSecret" .root) }}
- name: postgres-ca
  secret: {secretName: {{ include "oee.postgresCaSecret" .root }}, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- if and (eq .name "auth-service") .root.Values.auth.tokenKeySecret }}
- name: token
  secret: {secretName: {{ .root.Values.auth.tokenKeySecret }}, defaultMode: 0440}
{{- end }}
{{- if and (eq .name "auth-service") (include "oee.authHttpsSecret" .root) }}
- name: https
  secret: {secretName: {{ include "oee.authHttpsSecret" .root }}, defaultMode: 0440, items: [{key: tls.crt, path: tls.crt}, {key: tls.key, path: tls.key}]}
{{- end }}
{{- if and (eq .name "auth-service") .root.Values.auth.authoritySecret }}
- name: authority
  secret: {secretName: {{ .root.Values.auth.authoritySecret }}, defaultMode: 0440}
{{- end }}
{{- if and (eq .name "auth-service") .root.Values.auth.previousAuthoritySecret }}
- name: previous-authority
  secret: {secretName: {{ .root.Values.auth.previousAuthoritySecret }}, defaultMode: 0440}
{{- end }}
{{- if and .entry.oidcClient .root.Values.logins.caSecret }}
- name: login-ca
  secret: {secretName: {{ .root.Values.logins.caSecret }}, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- if and (eq .entry.kind "StatefulSet") (not (dig "state" "size" "" .service)) }}
- name: state
  emptyDir: {}
{{- end }}
{{- end -}}

{{- define "oee.spread" -}}
- maxSkew: 1
  topologyKey: topology.kubernetes.io/zone
  whenUnsatisfiable: ScheduleAnyway
  labelSelector: {matchLabels: {app.kubernetes.io/name: {{ .name }}, app.kubernetes.io/instance: {{ .root.Release.Name }}}}
- maxSkew: 1
  topologyKey: kubernetes.io/hostname
  whenUnsatisfiable: ScheduleAnyway
  labelSelector: {matchLabels: {app.kubernetes.io/name: {{ .name }}, app.kubernetes.io/instance: {{ .root.Release.Name }}}}
{{- end -}}
