package io.oeesuite.httpaccess;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainHttpTest {
    private static final Optional<Integer> TLS = Optional.of(8443);
    private static final Set<String> LISTS = Set.of("/ca.crl");

    @Test
    void besideTlsItIsForThoseWhoWatchTheService() {
        PlainHttp plain = new PlainHttp(TLS, LISTS, List.of("prod"));

        assertThat(plain.whyNot("http", "/", false)).hasValueSatisfying(problem -> {
            assertThat(problem.status()).isEqualTo(403);
            assertThat(problem.detail()).contains("8443", "HTTP_INSECURE_REQUESTS");
        });
        assertThat(plain.whyNot("http", "/", true)).isEmpty();
        assertThat(plain.whyNot("https", "/", false)).isEmpty();
        assertThat(plain.whyNot("http", "/ca.crl", false)).isEmpty();
        assertThat(plain.whyNot("http", "/ca.crl/", false)).isPresent();
    }

    @Test
    void withoutTlsOrOutsideProductionItIsForEverything() {
        assertThat(new PlainHttp(Optional.empty(), LISTS, List.of("prod")).whyNot("http", "/", false))
                .isEmpty();
        assertThat(new PlainHttp(TLS, LISTS, List.of("demo")).whyNot("http", "/", false))
                .isEmpty();
    }
}
