package io.oeesuite.sparkplug;

/** The field numbers of the Sparkplug 3.0 payload, section 6.4 of the specification, one group per message. */
final class Fields {
    static final int PAYLOAD_TIMESTAMP = 1;
    static final int PAYLOAD_METRICS = 2;
    static final int PAYLOAD_SEQ = 3;
    static final int PAYLOAD_UUID = 4;
    static final int PAYLOAD_BODY = 5;

    static final int METRIC_NAME = 1;
    static final int METRIC_ALIAS = 2;
    static final int METRIC_TIMESTAMP = 3;
    static final int METRIC_DATA_TYPE = 4;
    static final int METRIC_IS_HISTORICAL = 5;
    static final int METRIC_IS_TRANSIENT = 6;
    static final int METRIC_IS_NULL = 7;
    static final int METRIC_META_DATA = 8;
    static final int METRIC_PROPERTIES = 9;
    static final int METRIC_FIRST_VALUE = 10;
    static final int METRIC_BYTES = 16;
    static final int METRIC_DATA_SET = 17;
    static final int METRIC_TEMPLATE = 18;

    static final int META_IS_MULTI_PART = 1;
    static final int META_CONTENT_TYPE = 2;
    static final int META_SIZE = 3;
    static final int META_SEQ = 4;
    static final int META_FILE_NAME = 5;
    static final int META_FILE_TYPE = 6;
    static final int META_MD5 = 7;
    static final int META_DESCRIPTION = 8;

    static final int PROPERTY_SET_KEYS = 1;
    static final int PROPERTY_SET_VALUES = 2;

    static final int PROPERTY_TYPE = 1;
    static final int PROPERTY_IS_NULL = 2;
    static final int PROPERTY_FIRST_VALUE = 3;
    static final int PROPERTY_SET = 9;
    static final int PROPERTY_SET_LIST = 10;

    static final int PROPERTY_SET_LIST_SETS = 1;

    static final int DATA_SET_COLUMN_COUNT = 1;
    static final int DATA_SET_COLUMNS = 2;
    static final int DATA_SET_TYPES = 3;
    static final int DATA_SET_ROWS = 4;

    static final int ROW_CELLS = 1;

    static final int CELL_FIRST_VALUE = 1;

    static final int TEMPLATE_VERSION = 1;
    static final int TEMPLATE_METRICS = 2;
    static final int TEMPLATE_PARAMETERS = 3;
    static final int TEMPLATE_REFERENCE = 4;
    static final int TEMPLATE_IS_DEFINITION = 5;

    static final int PARAMETER_NAME = 1;
    static final int PARAMETER_TYPE = 2;
    static final int PARAMETER_FIRST_VALUE = 3;

    /**
     * The basic values stand in the same order in every message that has values, from its FIRST_VALUE on: int, long, float, double, boolean, string.
     */
    static final int INT = 0;

    static final int LONG = 1;
    static final int FLOAT = 2;
    static final int DOUBLE = 3;
    static final int BOOLEAN = 4;
    static final int STRING = 5;

    private Fields() {}
}
