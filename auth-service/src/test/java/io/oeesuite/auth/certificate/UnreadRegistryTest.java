package io.oeesuite.auth.certificate;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.database.ChangeFeedMother;
import io.oeesuite.auth.database.DatabaseUnavailableException;
import io.oeesuite.auth.device.DeviceRegistry;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.httpaccess.Sites;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** While the devices were not read yet nobody knows which are switched off. */
class UnreadRegistryTest {
    private static final Caller ADMIN = new Caller("cora", Set.of(Roles.ENGINEER, Roles.ADMIN), Sites.ALL);

    private final ChangeFeed feed = ChangeFeedMother.unread();
    private final DeviceRegistry registry = new DeviceRegistry();
    private final Issuing issuing = new Issuing(null, null, registry, feed, null, null, null);

    @Test
    void nobodyEnrols() {
        assertThatThrownBy(() -> issuing.prepare("press-1", RequestMother.of("press-1")))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void nobodyRenews() {
        var renewal = new Renewal(issuing, null, registry, feed, null, null);

        assertThatThrownBy(() -> renewal.renew(Optional.empty(), RequestMother.of("press-1"), "1", ""))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void nobodyOrders() {
        var desk = new CertificateDesk(null, issuing, null, null, registry, feed, null, null, null);

        assertThatThrownBy(() -> desk.order(ADMIN, "edge_1", RequestMother.of("edge_1"), Optional.empty()))
                .isInstanceOf(DatabaseUnavailableException.class);
    }
}
