package io.oeesuite.auth.device;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.httpaccess.Sites;
import io.oeesuite.mqttaccess.ClientId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who sees and changes what; the changes themselves are in {@link DeviceResourceTest}. */
class DeviceDeskTest {
    private static final Caller OF_ONE_SITE =
            new Caller("anna", Set.of(Roles.ENGINEER), new Sites(false, Set.of("PLANT-1")));
    private static final Caller OF_ALL_SITES = new Caller("bert", Set.of(Roles.ENGINEER), Sites.ALL);
    private static final Caller ADMIN = new Caller("cora", Set.of(Roles.ENGINEER, Roles.ADMIN), Sites.ALL);

    @Test
    void oneSeesTheDevicesOfOnesOwnSites() {
        assertThat(DeviceDesk.isVisible(OF_ONE_SITE, deviceAt(Optional.of("PLANT-1"))))
                .isTrue();
        assertThat(DeviceDesk.isVisible(OF_ONE_SITE, deviceAt(Optional.of("PLANT-2"))))
                .isFalse();
        assertThat(DeviceDesk.isVisible(OF_ONE_SITE, deviceAt(Optional.empty())))
                .isFalse();
        assertThat(DeviceDesk.isVisible(OF_ALL_SITES, deviceAt(Optional.empty())))
                .isTrue();
    }

    @Test
    void onlyAnAdminTouchesWhatBelongsToARoleOfTheSuite() {
        for (String id : new String[] {"scada_PRIMARY-HOST", "admin_OPS", "analytics_INGEST-0"}) {
            assertThatThrownBy(() -> DeviceDesk.checkRank(OF_ALL_SITES, ClientId.of(id)))
                    .isInstanceOf(ProblemException.class);
            assertThatNoException().isThrownBy(() -> DeviceDesk.checkRank(ADMIN, ClientId.of(id)));
        }
        for (String id : new String[] {"edge_1", "pump-1"}) {
            assertThatNoException().isThrownBy(() -> DeviceDesk.checkRank(OF_ONE_SITE, ClientId.of(id)));
        }
    }

    private static Device deviceAt(Optional<String> site) {
        var stamp = new Device.Stamp(Instant.EPOCH, "somebody");
        return new Device("pump-1", Optional.empty(), Set.of(), site, true, "", Optional.empty(), stamp, stamp);
    }
}
