package io.oeesuite.contracts;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import static org.assertj.core.api.Assertions.assertThat;

/** A log of 90 days must stay readable: what was once written into a contract is never taken out or changed. */
class ContractCompatibilityTest {
    private static final List<FileDescriptor> FILES = List.of(
            MachineEvent.getDescriptor().getFile(),
            Birth.getDescriptor().getFile(),
            RebirthRequest.getDescriptor().getFile(),
            MachineModel.getDescriptor().getFile(),
            LedgerChange.getDescriptor().getFile(),
            OeeResult.getDescriptor().getFile(),
            ClockTick.getDescriptor().getFile(),
            HostHealth.getDescriptor().getFile(),
            Alert.getDescriptor().getFile(),
            Incident.getDescriptor().getFile(),
            Command.getDescriptor().getFile(),
            CommandOutcome.getDescriptor().getFile());
    private static final Golden SCHEMA = Golden.resource("schema.txt");

    @Test
    void nothingThatWasPromisedIsGoneOrChanged() {
        assertThat(schema()).containsAll(SCHEMA.text().lines().toList());
    }

    @Test
    void everythingNewIsPromisedFromNowOn() {
        SCHEMA.mustEqual(schema().stream().collect(Collectors.joining("\n", "", "\n")));
    }

    private static TreeSet<String> schema() {
        return FILES.stream().flatMap(ContractCompatibilityTest::lines).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> lines(FileDescriptor file) {
        var fields = file.getMessageTypes().stream()
                .flatMap(message -> message.getFields().stream())
                .map(ContractCompatibilityTest::line);
        var constants = file.getEnumTypes().stream().flatMap(ContractCompatibilityTest::lines);
        return Stream.concat(fields, constants);
    }

    private static Stream<String> lines(EnumDescriptor type) {
        return type.getValues().stream()
                .map(value -> "%s = %d %s".formatted(type.getFullName(), value.getNumber(), value.getName()));
    }

    private static String line(FieldDescriptor field) {
        return "%s = %d %s %s %s"
                .formatted(
                        field.getContainingType().getFullName(),
                        field.getNumber(),
                        cardinality(field),
                        type(field),
                        field.getName());
    }

    private static String cardinality(FieldDescriptor field) {
        if (field.isRepeated()) {
            return "repeated";
        }
        return field.hasPresence() ? "optional" : "implicit";
    }

    private static String type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
                field.getType().name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
