package io.oeesuite.command.commanding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import io.oeesuite.contracts.MetricValue;
import io.oeesuite.sparkplug.DataType;

/** A value as it is given in JSON, to be read as the type that the birth declares. Nothing is rounded or cut to fit. */
public sealed interface GivenValue {
    BigInteger TWO_TO_63 = BigInteger.ONE.shiftLeft(63);

    record Number(BigDecimal number) implements GivenValue {}

    record Text(String text) implements GivenValue {}

    record Flag(boolean flag) implements GivenValue {}

    /** Null, a list or an object, with what it is. */
    record Other(String what) implements GivenValue {}

    /** The value, with name, type and time; empty when it is none of the type. */
    default Optional<MetricValue> as(String name, DataType type, long timeMs) {
        MetricValue.Builder to = MetricValue.newBuilder()
                .setName(name)
                .setDatatype(type.code())
                .setTimeMs(timeMs)
                .setQuality(192);
        return set(to, type) ? Optional.of(to.build()) : Optional.empty();
    }

    /** Whether values of the type can be given at all. */
    static boolean canBe(DataType type) {
        return type.isBasic() || type == DataType.UUID;
    }

    private boolean set(MetricValue.Builder to, DataType type) {
        return switch (type) {
            case INT8 -> signed(to, Byte.SIZE);
            case INT16 -> signed(to, Short.SIZE);
            case INT32 -> signed(to, Integer.SIZE);
            case INT64 -> signed(to, Long.SIZE);
            case UINT8 -> unsigned(to, Byte.SIZE);
            case UINT16 -> unsigned(to, Short.SIZE);
            case UINT32 -> unsigned(to, Integer.SIZE);
            case UINT64 -> unsigned(to, Long.SIZE);
            case FLOAT -> floating(to, true);
            case DOUBLE -> floating(to, false);
            case BOOLEAN -> this instanceof Flag(boolean flag) && done(to.setBoolValue(flag));
            case STRING, TEXT -> this instanceof Text(String text) && done(to.setStringValue(text));
            case UUID -> this instanceof Text(String text) && isUuid(text) && done(to.setStringValue(text));
            case DATETIME -> dateTime(to);
            case DATASET,
                    BYTES,
                    FILE,
                    TEMPLATE,
                    PROPERTY_SET,
                    PROPERTY_SET_LIST,
                    INT8_ARRAY,
                    INT16_ARRAY,
                    INT32_ARRAY,
                    INT64_ARRAY,
                    UINT8_ARRAY,
                    UINT16_ARRAY,
                    UINT32_ARRAY,
                    UINT64_ARRAY,
                    FLOAT_ARRAY,
                    DOUBLE_ARRAY,
                    BOOLEAN_ARRAY,
                    STRING_ARRAY,
                    DATETIME_ARRAY -> false;
        };
    }

    private boolean signed(MetricValue.Builder to, int width) {
        Optional<BigInteger> whole = whole();
        return whole.isPresent()
                && whole.get().bitLength() < width
                && done(to.setIntValue(whole.get().longValue()));
    }

    private boolean unsigned(MetricValue.Builder to, int width) {
        Optional<BigInteger> whole = whole();
        return whole.isPresent()
                && whole.get().signum() >= 0
                && whole.get().bitLength() <= width
                && done(to.setUintValue(whole.get().longValue()));
    }

    private boolean floating(MetricValue.Builder to, boolean single) {
        if (!(this instanceof Number(BigDecimal number))) {
            return false;
        }
        double value = single ? number.floatValue() : number.doubleValue();
        if (Double.isInfinite(value)) {
            return false;
        }
        return done(single ? to.setFloatValue((float) value) : to.setDoubleValue(value));
    }

    private boolean dateTime(MetricValue.Builder to) {
        if (this instanceof Text(String text)) {
            try {
                Instant time = OffsetDateTime.parse(text).toInstant();
                return !time.isBefore(Instant.EPOCH) && done(to.setUintValue(time.toEpochMilli()));
            } catch (DateTimeParseException | ArithmeticException noTime) {
                return false;
            }
        }
        return whole().filter(number -> number.compareTo(TWO_TO_63) < 0).isPresent() && unsigned(to, Long.SIZE);
    }

    private Optional<BigInteger> whole() {
        if (!(this instanceof Number(BigDecimal number)) || number.precision() - number.scale() > 25) {
            return Optional.empty();
        }
        try {
            return Optional.of(number.toBigIntegerExact());
        } catch (ArithmeticException fraction) {
            return Optional.empty();
        }
    }

    private static boolean isUuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    private static boolean done(MetricValue.Builder set) {
        return set.getValueCase() != MetricValue.ValueCase.VALUE_NOT_SET;
    }

    /** For people. */
    default String shown() {
        return switch (this) {
            case Number(BigDecimal number) -> number.toString();
            case Text(String text) -> "\"" + text + "\"";
            case Flag(boolean flag) -> Boolean.toString(flag);
            case Other(String what) -> what;
        };
    }
}
