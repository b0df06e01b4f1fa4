package io.oeesuite.contracts;

import java.util.HexFormat;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import static org.assertj.core.api.Assertions.assertThat;

/** Records written by the first release are read to the same values for ever, byte for byte. */
class RecordedBytesTest {

    @TestFactory
    Stream<DynamicTest> recordsOfTheFirstReleaseStayReadable() {
        return Stream.of(
                        ContractMother.machineEvent(),
                        ContractMother.birth(),
                        ContractMother.rebirthRequest(),
                        ContractMother.machineModel(),
                        ContractMother.ledgerChange(),
                        ContractMother.oeeResult(),
                        ContractMother.clockTick(),
                        ContractMother.hostHealth(),
                        ContractMother.alert(),
                        ContractMother.silence(),
                        ContractMother.incident(),
                        ContractMother.notification(),
                        ContractMother.delivery(),
                        ContractMother.command(),
                        ContractMother.commandOutcome())
                .map(expected -> DynamicTest.dynamicTest(
                        expected.getDescriptorForType().getName(), () -> readsAsRecorded(expected)));
    }

    private static void readsAsRecorded(Message expected) throws InvalidProtocolBufferException {
        var recorded = Golden.resource(expected.getDescriptorForType().getName() + ".hex");
        if (Boolean.getBoolean("golden.update")) {
            recorded.mustEqual(HexFormat.of().formatHex(expected.toByteArray()) + "\n");
        }

        var read = expected.getParserForType()
                .parseFrom(HexFormat.of().parseHex(recorded.text().strip()));

        assertThat(read).isEqualTo(expected);
    }
}
