package io.oeesuite.ingest.session.stream;

import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jboss.logging.Logger;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A record that is too large for Kafka stays too large however often it is sent: it is dropped, loudly, and the stream goes on. It takes a message made for the
 * purpose, say thousands of times the same alias of a very long name. Its raw message stays in the raw log.
 */
@RegisterForReflection
public final class OversizedRecordsAreDropped implements ProductionExceptionHandler {
    private static final Logger LOG = Logger.getLogger(OversizedRecordsAreDropped.class);

    @Override
    public ProductionExceptionHandlerResponse handle(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (!(exception instanceof RecordTooLargeException)) {
            return ProductionExceptionHandlerResponse.FAIL;
        }
        LOG.errorf(
                "A record is too large and is dropped: topic=%s bytes=%d source=%s-%d@%d",
                record.topic(),
                record.value() == null ? 0 : record.value().length,
                context.topic(),
                context.partition(),
                context.offset());
        return ProductionExceptionHandlerResponse.CONTINUE;
    }

    @Override
    public void configure(Map<String, ?> configs) {}
}
