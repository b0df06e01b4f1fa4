package io.oeesuite.ingest.receive;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.RawHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class RawRecordsTest {
    private final RawRecords records = new RawRecords(new RawKey("iotflow"), "analytics_INGEST-0", () -> 0);

    @Test
    void aRecordSaysWhenTheBrokerMayHaveSentItBefore() {
        FakeMessage message = FakeMessage.of("again");
        assertThat(records.of(message).headers().lastHeader(RawHeaders.MQTT_DUP))
                .isNull();

        message.duplicate = true;

        assertThat(records.of(message).headers().lastHeader(RawHeaders.MQTT_DUP).value())
                .asString()
                .isEqualTo("1");
    }

    @Test
    void onlyShortTopicsAreRemembered() {
        records.of(new FakeMessage("spBv1.0/G/NDATA/N", "", false));
        records.of(new FakeMessage("spBv1.0/G/NDATA/N", "", false));
        var record = records.of(new FakeMessage("spBv1.0/G/NDATA/" + "N".repeat(60_000), "", false));

        assertThat(records.remembered()).isOne();
        assertThat(record.key()).hasSize("G/".length() + 60_000);
    }
}
