package io.oeesuite.sparkplug;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTripPropertyTest {
    private final SparkplugDecoder decoder = new SparkplugDecoder();

    @Provide
    Arbitrary<Payload> payloads() {
        return ArbitraryPayloads.payloads();
    }

    @Property(tries = 3000)
    void whatIsEncodedComesBack(@ForAll("payloads") Payload payload) throws MalformedPayloadException {
        byte[] bytes = SparkplugEncoder.encode(payload);

        Payload decoded = decoder.decode(bytes);

        assertThat(decoded).isEqualTo(payload);
        assertThat(SparkplugEncoder.encode(decoded)).isEqualTo(bytes);
    }

    @Property(tries = 1000)
    void aMetricTravelsAlone(@ForAll("payloads") Payload payload) throws MalformedPayloadException {
        for (Metric metric : payload.metrics()) {
            assertThat(decoder.decodeMetric(SparkplugEncoder.encodeMetric(metric)))
                    .isEqualTo(metric);
        }
    }

    @Property(tries = 1000)
    void theTypeOfTheBirthRestoresWhatADataMessageLeavesOut(@ForAll("payloads") Payload payload)
            throws MalformedPayloadException {
        for (Metric metric : payload.metrics()) {
            if (metric.dataType().isPresent()) {
                Metric untyped = decoder.decodeMetric(SparkplugEncoder.encodeMetric(metric.withoutDataType()));

                assertThat(untyped.as(metric.dataType().get())).contains(metric);
            }
        }
    }
}
