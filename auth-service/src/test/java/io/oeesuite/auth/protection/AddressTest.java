package io.oeesuite.auth.protection;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

class AddressTest {

    @Test
    void ofVersionSixTheNetworkCounts() {
        assertThat(Address.of("2001:db8:1:2:3:4:5:6")).isEqualTo(Address.of("2001:db8:1:2::1"));
        assertThat(Address.of("2001:db8:1:2::1")).isNotEqualTo(Address.of("2001:db8:1:3::1"));
        assertThat(Address.of("::ffff:192.0.2.1")).isEqualTo(Address.of("192.0.2.1"));
        assertThat(Address.of("192.0.2.1").text()).isEqualTo("192.0.2.1");
    }

    @Test
    void whatIsNoAddressIsUnknown() {
        for (String text : new String[] {"", "localhost", "192.0.2", "192.0.2.1\nforged", "x".repeat(100_000)}) {
            assertThat(Address.of(text).text()).isEqualTo("unknown");
        }
    }

    @Property(tries = 500)
    void whateverIsToldItStaysShort(@ForAll String told) {
        assertThat(Address.of(told).text()).hasSizeLessThan(30);
    }
}
