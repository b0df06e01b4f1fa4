package io.oeesuite.analytics.engine;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.SourcePosition;

import static org.assertj.core.api.Assertions.assertThat;

class DeskMemoryTest {

    @Test
    void whatCameLastIsStillKnownAfterARestart() {
        var event = PressEvents.birth("08:00", 4711, PressEvents.state("08:00", 6));
        var limits = new FactLimits(60_000, 86_400_000, 86_400_000, 86_400_000);
        LiveView live = LiveView.unknown();
        EventFacts facts = EventFacts.of(event, 0, EngineModels.DEFAULT, limits);
        live.take(event, facts.session(), facts, EngineModels.DEFAULT);
        var source = SourcePosition.newBuilder().setPartition(3).setOffset(4711).build();

        DeskMemory read = DeskMemory.read(ByteBuffer.wrap(new DeskMemory(source, live).toBytes()));

        assertThat(read.source()).isEqualTo(source);
        assertThat(read.live().state()).isEqualTo(live.state());
        assertThat(read.live().state().getState()).isEqualTo(6);
    }
}
