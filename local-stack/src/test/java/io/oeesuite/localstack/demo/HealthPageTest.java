package io.oeesuite.localstack.demo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HealthPageTest {

    @Test
    void saysWhatIsDownAndWhy() {
        String page = """
                {
                    "status": "DOWN",
                    "checks": [
                        {"name": "start", "status": "UP", "data": {"waitingFor": "nothing"}},
                        {
                            "name": "broker",
                            "status": "DOWN",
                            "data": {
                                "node } one": "CONNECTING",
                                "count": 3,
                                "problem": "the \\"CA\\" {ours} is unknown"
                            }
                        },
                        {"name": "Kafka", "status": "DOWN", "data": {"waitingFor": "Kafka at localhost:9092"}},
                        {"name": "database", "status": "DOWN"}
                    ]
                }
                """;

        assertThat(HealthPage.complaints(page))
                .isEqualTo("broker (the \"CA\" {ours} is unknown); Kafka (Kafka at localhost:9092); database");
    }

    @Test
    void saysWhenThePageDoesNotTell() {
        assertThat(HealthPage.complaints("<html>")).isEqualTo("it does not say why");
        assertThat(HealthPage.complaints("{\"status\":\"UP\",\"checks\":[]}")).isEqualTo("it does not say why");
    }
}
