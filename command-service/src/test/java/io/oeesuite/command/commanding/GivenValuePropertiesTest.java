package io.oeesuite.command.commanding;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.oeesuite.sparkplug.DataType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

class GivenValuePropertiesTest {

    @Property
    void everyUnsignedNumberKeepsItsBits(@ForAll long bits) {
        var number = new BigDecimal(new BigInteger(Long.toUnsignedString(bits)));

        assertThat(new GivenValue.Number(number)
                        .as("m", DataType.UINT64, 1)
                        .orElseThrow()
                        .getUintValue())
                .isEqualTo(bits);
    }
}
