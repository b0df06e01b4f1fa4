package io.oeesuite.httpaccess;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.ext.web.Router;

/** Stands for the metrics of any service. */
@ApplicationScoped
class MetricsRoute {
    void add(@Observes Router router) {
        router.get("/q/metrics").handler(context -> context.response().end("oee_witness_completeness 1.0"));
    }
}
