package io.oeesuite.sparkplug;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The data types of Sparkplug 3.0 with their codes. */
public enum DataType {
    INT8(1),
    INT16(2),
    INT32(3),
    INT64(4),
    UINT8(5),
    UINT16(6),
    UINT32(7),
    UINT64(8),
    FLOAT(9),
    DOUBLE(10),
    BOOLEAN(11),
    STRING(12),
    /** Milliseconds since 1970 UTC. */
    DATETIME(13),
    TEXT(14),
    UUID(15),
    DATASET(16),
    BYTES(17),
    FILE(18),
    TEMPLATE(19),
    PROPERTY_SET(20),
    PROPERTY_SET_LIST(21),
    INT8_ARRAY(22),
    INT16_ARRAY(23),
    INT32_ARRAY(24),
    INT64_ARRAY(25),
    UINT8_ARRAY(26),
    UINT16_ARRAY(27),
    UINT32_ARRAY(28),
    UINT64_ARRAY(29),
    FLOAT_ARRAY(30),
    DOUBLE_ARRAY(31),
    BOOLEAN_ARRAY(32),
    STRING_ARRAY(33),
    DATETIME_ARRAY(34);

    static final int MAX_CODE = DATETIME_ARRAY.code;

    private static final List<Optional<DataType>> BY_CODE = byCode();

    private final int code;

    DataType(int code) {
        this.code = code;
    }

    /** The number that stands for the type on the wire, 1..34. */
    public int code() {
        return code;
    }

    /** The type of a code; empty for 0 (unknown) and for codes the specification does not define. */
    public static Optional<DataType> of(int code) {
        return code > 0 && code <= MAX_CODE ? BY_CODE.get(code) : Optional.empty();
    }

    public boolean isArray() {
        return code >= INT8_ARRAY.code;
    }

    /** True for the types that the columns of a data set and the parameters of a template may have: Int8 to Text. */
    public boolean isBasic() {
        return code <= TEXT.code;
    }

    static boolean isPropertySetCode(int code) {
        return code == PROPERTY_SET.code || code == PROPERTY_SET_LIST.code;
    }

    /** True when the value is what this type's metrics hold: the class fits and the number lies in the type's range. */
    public boolean holds(Value value) {
        return Typing.holds(this, value);
    }

    /** The type of an array's elements. */
    Optional<DataType> elementType() {
        return switch (this) {
            case INT8_ARRAY -> Optional.of(INT8);
            case INT16_ARRAY -> Optional.of(INT16);
            case INT32_ARRAY -> Optional.of(INT32);
            case INT64_ARRAY -> Optional.of(INT64);
            case UINT8_ARRAY -> Optional.of(UINT8);
            case UINT16_ARRAY -> Optional.of(UINT16);
            case UINT32_ARRAY -> Optional.of(UINT32);
            case UINT64_ARRAY -> Optional.of(UINT64);
            case FLOAT_ARRAY -> Optional.of(FLOAT);
            case DOUBLE_ARRAY -> Optional.of(DOUBLE);
            case BOOLEAN_ARRAY -> Optional.of(BOOLEAN);
            case STRING_ARRAY -> Optional.of(STRING);
            case DATETIME_ARRAY -> Optional.of(DATETIME);
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT, DOUBLE, BOOLEAN, STRING, DATETIME ->
                Optional.empty();
            case TEXT, UUID, DATASET, BYTES, FILE, TEMPLATE, PROPERTY_SET, PROPERTY_SET_LIST -> Optional.empty();
        };
    }

    private static List<Optional<DataType>> byCode() {
        List<Optional<DataType>> types = new ArrayList<>();
        types.add(Optional.empty());
        for (DataType type : values()) {
            types.add(Optional.of(type));
        }
        return List.copyOf(types);
    }
}
