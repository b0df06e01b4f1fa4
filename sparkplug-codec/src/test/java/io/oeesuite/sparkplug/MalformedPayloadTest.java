package io.oeesuite.sparkplug;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Among others tck-id-payloads-name-requirement, tck-id-payloads-metric-datatype-value, tck-id-payloads-propertyset-keys-array-size, -values-array-size,
 * tck-id-payloads-metric-propertyvalue-type-value, tck-id-payloads-dataset-column-size, -column-num-headers, -types-num, -types-value,
 * tck-id-payloads-template-parameter-type-value.
 */
class MalformedPayloadTest {
    private final SparkplugDecoder decoder = new SparkplugDecoder();

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "08                                       | TRUNCATED               | 1  | a tag without value",
                "88                                       | TRUNCATED               | 1  | half a tag",
                "08 80                                    | TRUNCATED               | 2  | half a number",
                "12 05 0A                                 | TRUNCATED               | 2  | a length beyond the end",
                "12 FFFFFFFFFFFFFFFFFF01                  | TRUNCATED               | 11 | a negative length",
                "12[0A 05 6D] 0000000000                  | TRUNCATED               | 4  | a length beyond the metric, not the payload",
                "12[0A016D 65 0000]                       | TRUNCATED               | 6  | half a float",
                "12[0A016D 69 000000]                     | TRUNCATED               | 6  | half a double",
                "29 00000000                              | WRONG_WIRE_TYPE         | 1  | a body that is a number",
                "31 00000000                              | TRUNCATED               | 1  | half an unknown fixed64",
                "35 0000                                  | TRUNCATED               | 1  | half an unknown fixed32",
                "08 FFFFFFFFFFFFFFFFFF02                  | INVALID_VARINT          | 1  | a number of 65 bits",
                "08 80808080808080808080 01               | INVALID_VARINT          | 1  | a number of eleven bytes",
                "00                                       | INVALID_TAG             | 0  | field number 0",
                "05                                       | INVALID_TAG             | 0  | field number 0 with a wire type",
                "80808080 10 00                           | INVALID_TAG             | 0  | a field number of 30 bits",
                "36                                       | INVALID_TAG             | 1  | wire type 6",
                "37                                       | INVALID_TAG             | 1  | wire type 7",
                "34                                       | INVALID_TAG             | 1  | the end of a group that never began",
                "33                                       | TRUNCATED               | 1  | a group without end",
                "33 3C                                    | INVALID_TAG             | 2  | a group that ends as another one",
                "0A 01 00                                 | WRONG_WIRE_TYPE         | 1  | a timestamp that is a message",
                "10 00                                    | WRONG_WIRE_TYPE         | 1  | metrics that are a number",
                "12[0A016D 55 00000000]                   | WRONG_WIRE_TYPE         | 6  | an int_value of four bytes",
                "12[0A016D 60 00]                         | WRONG_WIRE_TYPE         | 6  | a float_value that is a varint",
                "12[0A 01 FF]                             | INVALID_UTF8            | 4  | a name of no UTF-8",
                "12[0A 02 C080]                           | INVALID_UTF8            | 4  | an overlong form",
                "12[0A016D 7A 03 EDA080]                  | INVALID_UTF8            | 7  | a surrogate",
                "22 01 80                                 | INVALID_UTF8            | 2  | a uuid of no UTF-8",
                "18 8002                                  | SEQUENCE_OUT_OF_RANGE   | 3  | seq 256",
                "18 FFFFFFFFFFFFFFFFFF01                  | SEQUENCE_OUT_OF_RANGE   | 11 | seq 2^64-1",
                "08 80808080808080808001                  | TIMESTAMP_OUT_OF_RANGE  | 11 | timestamp 2^63",
                "12[0A016D 18 FFFFFFFFFFFFFFFFFF01]       | TIMESTAMP_OUT_OF_RANGE  | 16 | a metric's timestamp 2^64-1",
                "12[]                                     | NEITHER_NAME_NOR_ALIAS  | 2  | an empty metric",
                "08 01 12[2003 5005]                      | NEITHER_NAME_NOR_ALIAS  | 4  | a value of nobody",
                "12[0A016D 20 23]                         | UNKNOWN_DATA_TYPE       | 7  | data type 35",
                "12[0A016D 20 14]                         | UNKNOWN_DATA_TYPE       | 7  | a metric that is a PropertySet",
                "12[0A016D 20 8380808010]                 | UNKNOWN_DATA_TYPE       | 11 | data type 2^32+3",
                "12[0A016D 2001 50 8002]                  | VALUE_DOES_NOT_FIT_TYPE | 7  | 256 as Int8",
                "12[0A016D 7A 00 2003]                    | VALUE_DOES_NOT_FIT_TYPE | 5  | a text as Int32, the type behind it",
                "12[0A016D 2017 8201 01 00]               | VALUE_DOES_NOT_FIT_TYPE | 7  | an Int16Array of one byte",
                "12[0A016D 2021 8201 02 4142]             | VALUE_DOES_NOT_FIT_TYPE | 7  | a StringArray without the last zero",
                "12[0A016D 2010 8A01[0802 120161 1801]]   | DATA_SET_SHAPE          | 17 | two columns said, one given",
                "12[0A016D 2010 8A01[120161]]             | DATA_SET_SHAPE          | 13 | a column without type",
                "12[0A016D 2010 8A01[120161 1801 22[]]]   | DATA_SET_SHAPE          | 17 | a row without cells",
                "12[0A016D 2010 8A01[120161 1810]]        | UNKNOWN_DATA_TYPE       | 15 | a column of data sets",
                "12[0A016D 2010 8A01[120161 1800]]        | UNKNOWN_DATA_TYPE       | 15 | a column of unknown type",
                "12[0A016D 2010 8A01[120161 1801 22[0A[2800]]]] | VALUE_DOES_NOT_FIT_TYPE | 19 | a Boolean as Int8 in a cell",
                "12[0A016D 4A[0A016B]]                    | PROPERTY_SET_SHAPE      | 10 | a key without value",
                "12[0A016D 4A[12[]]]                      | PROPERTY_SET_SHAPE      | 9  | a value without key",
                "12[0A016D 4A[0A016B 12[0810]]]           | UNKNOWN_DATA_TYPE       | 14 | a property that is a DataSet",
                "12[0A016D 4A[0A016B 12[0803 4200]]]      | VALUE_DOES_NOT_FIT_TYPE | 14 | a text as Int32 in a property",
                "12[0A016D 2013 9201[1A[0A0170 1013]]]    | UNKNOWN_DATA_TYPE       | 17 | a parameter that is a Template",
                "12[0A016D 2013 9201[1A[0A0170 1003 3800]]] | VALUE_DOES_NOT_FIT_TYPE | 17 | a Boolean as Int32 in a parameter"
            })
    void isNamedWithTheByteAtFault(String hex, Reason reason, int offset, String fault) {
        byte[] bytes = HexMessage.of(hex);

        var thrown = catchThrowableOfType(MalformedPayloadException.class, () -> decoder.decode(bytes));

        assertThat(thrown).as(fault).isNotNull();
        assertThat(thrown.reason()).as(fault).isEqualTo(reason);
        assertThat(thrown.offset()).as(fault).isEqualTo(offset);
        assertThat(thrown).hasMessage("malformed Sparkplug payload at byte " + offset + ": " + reason);
    }

    @Test
    void everyPrefixOfAPayloadIsAPayloadOrMalformed() throws MalformedPayloadException {
        byte[] whole = HexFormat.of().parseHex("0801120D0A016D100718022003280150051806");
        decoder.decode(whole);
        for (int length = 0; length < whole.length; length++) {
            byte[] prefix = Bytes.copyOfRange(whole, 0, length).toArray();
            boolean atFieldBoundary = length == 0 || length == 2 || length == 17;

            var thrown = catchThrowableOfType(MalformedPayloadException.class, () -> decoder.decode(prefix));

            assertThat(thrown == null).as("prefix of %d bytes", length).isEqualTo(atFieldBoundary);
        }
    }
}
