# A service as a native executable, made by Mandrel. ./oee images --native builds it; README.md says how.
# UBI micro with the libraries that an executable needs: libstdc++ (RocksDB), zlib
ARG BASE=quay.io/quarkus/ubi9-quarkus-micro-image:2.0

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
COPY --chmod=0555 application ./
COPY bom.json ./
RUN mkdir /state && chown 10001:10001 /state
USER 10001:10001
ENTRYPOINT ["/app/application", "-Duser.timezone=UTC"]
