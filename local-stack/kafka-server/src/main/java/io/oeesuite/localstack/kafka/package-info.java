/** One Kafka node, broker and controller in one, in KRaft mode. */
package io.oeesuite.localstack.kafka;
