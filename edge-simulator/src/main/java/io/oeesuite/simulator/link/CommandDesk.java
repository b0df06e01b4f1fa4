package io.oeesuite.simulator.link;

import java.util.List;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.oeesuite.simulator.edge.Command;
import io.oeesuite.simulator.edge.SparkplugSession;
import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.sparkplug.DecoderLimits;
import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.MalformedTopicException;
import io.oeesuite.sparkplug.MessageType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.sparkplug.SparkplugTopic;

/** Understands the commands that an edge node receives and has them carried out; a write is confirmed by data that carries the new value. */
final class CommandDesk {

    private static final Logger LOG = Logger.getLogger(CommandDesk.class);

    private final EdgeNode node;
    private final SparkplugSession session;
    private final Machines machines;
    private final SparkplugDecoder decoder = new SparkplugDecoder(DecoderLimits.DEFAULT);

    CommandDesk(EdgeNode node, SparkplugSession session, Machines machines) {
        this.node = node;
        this.session = session;
        this.machines = machines;
    }

    void receive(String topic, byte[] bytes) {
        try {
            SparkplugTopic parsed = SparkplugTopic.parse(topic);
            boolean toUs = parsed.group().equals(node.id().group())
                    && parsed.node().equals(node.id().node());
            boolean command = parsed.type() == MessageType.NCMD || parsed.type() == MessageType.DCMD;
            if (toUs && command && node.state() == LinkState.ONLINE) {
                carryOut(parsed.device(), decoder.decode(bytes));
            }
        } catch (MalformedTopicException | MalformedPayloadException malformed) {
            LOG.warnf("Command ignored edgeNode=%s topic=%s: %s", node.id(), topic, malformed.getMessage());
        }
    }

    private void carryOut(Optional<String> device, Payload payload) {
        for (Command command : session.commands(device, payload)) {
            switch (command) {
                case Command.Rebirth() -> node.rebirth();
                case Command.DeviceRebirth(String id) -> node.deviceRebirth(id);
                case Command.NextServer() -> node.walk();
                case Command.Write(Optional<String> target, Metric metric) -> write(target, metric);
                case Command.Refused(String why) -> LOG.warnf("Command refused edgeNode=%s: %s", node.id(), why);
            }
        }
    }

    private void write(Optional<String> device, Metric written) {
        if (device.isPresent() && !node.model().isOnline(device.get())) {
            LOG.warnf("Command refused edgeNode=%s: device %s is offline", node.id(), device.get());
            return;
        }
        machines.write(device, written);
        Metric echo = Metric.ofNull(
                        written.name().orElseThrow(), written.dataType().orElseThrow())
                .withValue(written.value())
                .withTimestamp(node.now());
        node.publish(new Reading(device, List.of(echo)));
    }
}
