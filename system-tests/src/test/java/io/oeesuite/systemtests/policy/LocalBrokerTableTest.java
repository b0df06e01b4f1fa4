package io.oeesuite.systemtests.policy;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqttaccess.cases.AccessCases;
import io.oeesuite.mqttaccess.cases.Action;
import io.oeesuite.mqttaccess.cases.Enforcer;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of cases on the broker of local-stack; about devices it asks over HTTP. */
class LocalBrokerTableTest {

    private static final AccessCases TABLE = AccessCases.read();

    private static RecordedAnswers answers;
    private static LocalStack stack;

    @BeforeAll
    static void start() throws IOException {
        answers = new RecordedAnswers(TABLE);
        stack = LocalStack.start(LocalStack.options().broker().plainListener().authService(answers.address()));
    }

    @AfterAll
    static void end() {
        stack.close();
        answers.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyCaseOfTheTable(Action action) throws Exception {
        assertThat(new TableOnBroker(TABLE, stack.mqttPlainPort(), Enforcer.LOCAL).wrong(action))
                .isEmpty();
        assertThat(answers.questions()).isPositive();
    }
}
