package io.oeesuite.simulator.edge;

import java.util.Optional;

import io.oeesuite.sparkplug.BooleanValue;
import io.oeesuite.sparkplug.Metric;

/** What a metric of an NCMD or DCMD asks for. */
public sealed interface Command {

    /** Send the whole birth sequence again. */
    record Rebirth() implements Command {}

    /** Send the births of one device again. */
    record DeviceRebirth(String device) implements Command {}

    /** Leave this broker for the next one. */
    record NextServer() implements Command {}

    /** Write a value. `metric` has the name and the type of the birth. */
    record Write(Optional<String> device, Metric metric) implements Command {}

    /** Asks for nothing that can be done. */
    record Refused(String why) implements Command {}

    /**
     * @param tags of the node or device that is addressed; empty when there is no such device
     * @param name that the metric goes by; empty when its alias is unknown
     */
    static Command of(Optional<String> device, Optional<TagTable> tags, Optional<String> name, Metric metric) {
        if (tags.isEmpty()) {
            return new Refused("there is no device " + device.orElse(""));
        }
        if (name.isEmpty()) {
            return new Refused("alias " + Long.toUnsignedString(metric.alias().orElse(0)) + " is unknown");
        }
        boolean isTrue = metric.value().filter(BooleanValue.of(true)::equals).isPresent();
        return switch (name.get()) {
            // some hosts ask a device for what only a node can do
            case SparkplugSession.NODE_REBIRTH -> control(isTrue, name.get(), new Rebirth());
            case SparkplugSession.NEXT_SERVER -> control(isTrue, name.get(), new NextServer());
            case SparkplugSession.DEVICE_REBIRTH ->
                control(
                        isTrue,
                        name.get(),
                        device.<Command>map(DeviceRebirth::new).orElseGet(Rebirth::new));
            default -> write(device, tags.get(), name.get(), metric);
        };
    }

    private static Command control(boolean isTrue, String name, Command command) {
        return isTrue ? command : new Refused("'" + name + "' is not true");
    }

    private static Command write(Optional<String> device, TagTable tags, String name, Metric metric) {
        Optional<Tag> tag = tags.find(name);
        if (tag.isEmpty()) {
            return new Refused("metric '" + name + "' is not in the birth");
        }
        if (!tag.get().writable()) {
            return new Refused("metric '" + name + "' is read-only");
        }
        Optional<Metric> typed = metric.withName(name).as(tag.get().type());
        return typed.<Command>map(found -> new Write(device, found))
                .orElseGet(() -> new Refused("metric '" + name + "' takes a value of type "
                        + tag.get().type()));
    }
}
