package io.oeesuite.simulator.settings;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The SPARKPLUG_* settings. With an edge node id, that one node is played instead of a scenario. */
@ConfigMapping(prefix = "sparkplug")
public interface SparkplugSettings {

    @WithDefault("PLANT01")
    String groupId();

    Optional<String> edgeNodeId();

    Optional<List<String>> deviceIds();

    /** The primary host application; without one, nodes publish at once. */
    Optional<String> hostId();

    /** 1: nothing is lost. 0: to the letter of the specification. */
    @WithDefault("1")
    int qos();

    @WithDefault("false")
    boolean aliases();

    /** Also DataSet, Template, PropertySet, arrays and every width of integer. */
    @WithDefault("false")
    boolean complexMetrics();

    /** The bdSeq of the very first connection, 0..255. */
    @WithDefault("0")
    int bdseq();
}
