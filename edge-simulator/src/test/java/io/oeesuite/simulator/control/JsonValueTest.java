package io.oeesuite.simulator.control;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.UnsignedValue;
import io.oeesuite.sparkplug.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonValueTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Int8         | -128                          | LongValue[value=-128]
            UInt8        | 255                           | UnsignedValue[255]
            Int64        | "-9223372036854775808"        | LongValue[value=-9223372036854775808]
            UInt64       | 18446744073709551615          | UnsignedValue[18446744073709551615]
            Int32        | 1e3                           | LongValue[value=1000]
            Float        | 1.5                           | FloatValue[value=1.5]
            Double       | "NaN"                         | DoubleValue[value=NaN]
            Boolean      | true                          | true
            String       | "ü"                           | StringValue[value=ü]
            DateTime     | 1700000000000                 | UnsignedValue[1700000000000]
            DateTime     | "2023-11-14T22:13:20Z"        | UnsignedValue[1700000000000]
            Bytes        | "AP8="                        | 00ff
            Int16Array   | [-1,2]                        | LongValue[value=-1], LongValue[value=2]
            StringArray  | ["a",""]                      | StringValue[value=a]
            DataSet      | {"columns":[{"name":"n","type":"Int32"}],"rows":[[1],[null]]} | LongValue[value=1]
            Template     | {"reference":"Types/Motor","metrics":[{"name":"rpm","type":"Double","value":1}]} | Types/Motor
            """)
    void valuesAreRead(String type, String json, String expected) throws Exception {
        Value value = JsonValue.read(JsonValue.type(type), JSON.readTree(json));

        assertThat(value.toString()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Int8      | 128
            UInt8     | -1
            Int32     | 1.5
            Int32     | "x"
            UInt64    | 18446744073709551616
            Boolean   | "yes"
            Double    | "fast"
            DateTime  | "noon"
            Bytes     | "§"
            DataSet   | {"columns":[{"name":"n","type":"Int32"}],"rows":[["x"]]}
            PropertySet | {}
            """)
    void whatDoesNotFitIsRefused(String type, String json) throws Exception {
        var tree = JSON.readTree(json);

        assertThatThrownBy(() -> JsonValue.read(JsonValue.type(type), tree))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTypeThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> JsonValue.type("Int128")).hasMessageContaining("Int128");
    }

    @Test
    void unsignedNumbersKeepTheirBits() throws Exception {
        assertThat(JsonValue.read(DataType.UINT64, JSON.readTree("18446744073709551615")))
                .isEqualTo(new UnsignedValue(-1));
    }
}
