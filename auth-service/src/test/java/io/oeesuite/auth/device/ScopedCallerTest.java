package io.oeesuite.auth.device;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.WholeService;
import io.oeesuite.auth.certificate.RequestMother;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.ProblemException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.oeesuite.auth.CallerMother.OF_PLANT_1;
import static io.oeesuite.auth.CallerMother.OF_PLANT_2;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an engineer of one site can do to another's devices: nothing. */
@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class ScopedCallerTest extends WholeService {
    @Inject
    DeviceDesk desk;

    @Test
    void registersForOnesOwnSiteOnly() {
        assertThat(add(OF_PLANT_1, "scoped-1", "PLANT-1").site()).contains("PLANT-1");

        assertRefused(403, () -> add(OF_PLANT_1, "scoped-2", "PLANT-2"));
        assertRefused(403, () -> add(OF_PLANT_1, "scoped-2", null));
        assertRefused(403, () -> add(OF_PLANT_1, "scada_SCOPED", "PLANT-1"));
        given().get("/api/v1/devices/scoped-2").then().statusCode(404);
    }

    /** It may be another site's, which needs no entry; with one its certificate could be ordered. */
    @Test
    void doesNotTakeOverAnEdgeNodeThatIsRegisteredNowhere() {
        assertRefused(403, () -> add(OF_PLANT_2, "edge_OTHERS", "PLANT-2"));
        given().get("/api/v1/devices/edge_OTHERS").then().statusCode(404);
    }

    @Test
    void doesNotTakeOverAnIdThatHasACertificate() {
        register("scoped-3");
        json(Map.of("csr", RequestMother.of("scoped-3")))
                .post("/api/v1/devices/scoped-3/certificates")
                .then()
                .statusCode(201);
        forgetEntry("scoped-3");

        assertRefused(409, () -> add(OF_PLANT_2, "scoped-3", "PLANT-2"));
        given().get("/api/v1/devices/scoped-3").then().statusCode(404);
        register("scoped-3");
    }

    @Test
    void doesNotLearnWhoseAnIdIs() {
        register("scoped-4");

        assertThatThrownBy(() -> add(OF_PLANT_2, "scoped-4", "PLANT-2"))
                .hasMessageContaining("in use")
                .hasMessageNotContaining("PLANT-1")
                .satisfies(refused -> assertThat(name(refused)).isEqualTo("id-taken"));
        assertThatThrownBy(() -> add(OF_PLANT_1, "scoped-4", "PLANT-1"))
                .satisfies(refused -> assertThat(name(refused)).isEqualTo("device-exists"));
    }

    @Test
    void neitherSeesNorChangesAnothersDevice() {
        register("scoped-5");
        var moved = new DeviceBody(null, null, null, "PLANT-2", null, null);

        assertRefused(404, () -> desk.require(OF_PLANT_2, "scoped-5"));
        assertRefused(404, () -> desk.replace(OF_PLANT_2, "scoped-5", moved));
        assertRefused(404, () -> desk.enable(OF_PLANT_2, "scoped-5", false));
        assertRefused(404, () -> desk.withdrawTokens(OF_PLANT_2, "scoped-5"));
        assertRefused(404, () -> desk.remove(OF_PLANT_2, "scoped-5"));
        assertRefused(403, () -> desk.replace(OF_PLANT_1, "scoped-5", moved));
        assertThat(desk.require(OF_PLANT_1, "scoped-5").enabled()).isTrue();
    }

    /** Its devices would hear what another site's are told. */
    @Test
    void putsNoDeviceIntoAGroupButMayTakeOneOut() {
        register("scoped-6", "scoped-group");
        var joins = new DeviceBody("scoped-7", null, List.of("scoped-group"), "PLANT-1", null, null);
        add(OF_PLANT_1, "scoped-8", "PLANT-1");

        assertRefused(403, () -> desk.add(OF_PLANT_1, joins));
        assertRefused(
                403,
                () -> desk.replace(
                        OF_PLANT_1,
                        "scoped-8",
                        new DeviceBody(null, null, List.of("scoped-group"), "PLANT-1", null, null)));

        var stays = new DeviceBody(null, null, List.of("scoped-group"), "PLANT-1", null, "in a group");
        assertThat(desk.replace(OF_PLANT_1, "scoped-6", stays).groups()).containsExactly("scoped-group");
        var leaves = new DeviceBody(null, null, List.of(), "PLANT-1", null, null);
        assertThat(desk.replace(OF_PLANT_1, "scoped-6", leaves).groups()).isEmpty();
    }

    private Device add(Caller caller, String id, String site) {
        return desk.add(caller, new DeviceBody(id, null, List.of(), site, null, null));
    }

    /** As it may be with certificates that were recorded, or made by certs/generate_certs.sh. */
    private void forgetEntry(String id) {
        try (var database = openDatabase();
                var delete = database.prepareStatement("delete from device where id = ?")) {
            delete.setString(1, id);
            assertThat(delete.executeUpdate()).isEqualTo(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        eventually()
                .untilAsserted(() -> given().get("/api/v1/devices/" + id).then().statusCode(404));
    }

    private static String name(Throwable refused) {
        return ((Problem) ((ProblemException) refused).problem()).name();
    }

    private static void assertRefused(int status, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(status));
    }
}
