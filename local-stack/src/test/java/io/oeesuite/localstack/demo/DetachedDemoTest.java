package io.oeesuite.localstack.demo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DetachedDemoTest {

    @Test
    void whoGivesUpWaitingEndsWhatIsStarting() throws Exception {
        Process starting = new ProcessBuilder("sleep", "600").start();

        DetachedDemo.endWith(starting);

        assertThat(starting.isAlive()).isFalse();
    }
}
