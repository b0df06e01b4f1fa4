# A service in a JVM, with the cache of the classes that its start loads (JEP 514). ./oee images builds it; README.md says how.
ARG BASE=docker.io/library/eclipse-temurin:25.0.3_9-jre-noble

# The cache is good for exactly this JVM and these files, so it is made here, for each platform. Quarkus' own switch ends the program before anything is connected with.
FROM ${BASE} AS cache
WORKDIR /app
COPY quarkus-app/ ./
RUN java -XX:AOTCacheOutput=app.aot -Dquarkus.appcds.generate=true -jar quarkus-run.jar && test -s app.aot

FROM ${BASE}
ARG SERVICE
ARG VERSION
ARG REVISION
ARG CREATED
LABEL org.opencontainers.image.title="OEE Suite · ${SERVICE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      io.oeesuite.bom="/app/bom.json"
WORKDIR /app
COPY --from=cache /app/ ./
COPY bom.json ./
# a volume that is mounted here gets its owner from the folder
RUN mkdir /state && chown 10001:10001 /state
USER 10001:10001
# nothing but /state and /tmp is written to
ENTRYPOINT ["java", "-XX:AOTCache=/app/app.aot", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC", "-jar", "/app/quarkus-run.jar"]
