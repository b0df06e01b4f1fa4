package io.oeesuite.systemtests.monitoring;

import io.oeesuite.systemtests.suite.ServiceProcess;

import static io.restassured.RestAssured.given;

/** What a service tells Prometheus at one moment. */
record Scrape(String text) {
    static Scrape of(ServiceProcess service) {
        return new Scrape(given().get(service.http("/q/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /** Of the series; 0 where it is not there. */
    double value(String series) {
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
