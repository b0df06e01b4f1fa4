package io.oeesuite.systemtests.board;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;

import io.oeesuite.systemtests.suite.PlantScenario;
import io.oeesuite.systemtests.suite.ServiceProcess;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page of commands, which an operator uses: a machine obeys, refusals are read, the host goes and comes. */
@WithSuite
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandPageTest {
    private static final double PATIENCE_MS = 60_000;
    private static final String NODE = "edge_PAGE-LINE";
    private static final String MACHINE = "PAGE/" + NODE + "/M1";

    private final List<BoardPage> pages = new ArrayList<>();
    private ServiceProcess command;
    private ServiceProcess plant;
    private Chromium chromium;

    @BeforeAll
    void startPlantAndBrowser(Suite suite, @TempDir Path folder) throws Exception {
        Optional<Path> executable = Chromium.executable();
        Assumptions.assumeTrue(executable.isPresent(), Chromium.HOW_TO_GET_IT);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        Map<String, String> environment = new HashMap<>(suite.stack().environment("scada_PRIMARY-HOST"));
        environment.putAll(suite.stack().mqttEnvironment("scada_PRIMARY-HOST"));
        environment.put("OEE_COMMANDS_ALLOW_0__GROUP", "PAGE");
        environment.put("OEE_COMMANDS_ALLOW_0__DEVICE", "*");
        environment.put("OEE_COMMANDS_ALLOW_0__METRIC", "Command/MachSpeed");
        environment.put("OEE_COMMANDS_ALLOW_0__MIN", "0");
        environment.put("OEE_COMMANDS_ALLOW_0__MAX", "100");
        environment.put("OEE_COMMANDS_ALLOW_1__GROUP", "PAGE");
        environment.put("OEE_COMMANDS_ALLOW_1__DEVICE", "*");
        environment.put("OEE_COMMANDS_ALLOW_1__METRIC", "Command/CntrlCmd");
        environment.put("OEE_COMMANDS_ALLOW_1__CRITICAL", "true");
        Path scenario = new PlantScenario().line("PAGE", NODE, 1).writeTo(folder);
        command = suite.service("command-service", "command-page", environment).start();
        plant = suite.simulator("page-plant", scenario.toString(), NODE).start().awaitReady();
        command.awaitReady();
        chromium = Chromium.start(executable.get());
    }

    @AfterAll
    void endAll() {
        for (AutoCloseable each : new AutoCloseable[] {chromium, plant, command}) {
            close(each);
        }
    }

    @AfterEach
    void closePages() {
        pages.forEach(BoardPage::close);
        pages.clear();
    }

    @Test
    void aMachineObeysAndThePageSaysSo() {
        BoardPage page = open(Look.DESK, "anna");

        write(page, "Command/MachSpeed", "42.5");

        assertThat(page.find("#answer")).hasText("Command/MachSpeed = 42.5 was accepted");
        Locator newest = page.find("#audit tr").first();
        assertThat(newest.locator("td").nth(3)).containsText("Command/MachSpeed = 42.5");
        assertThat(newest.locator(".badge")).hasText("confirmed");
        assertThat(newest.locator("td").nth(1)).hasText("anna");
        assertThat(row(page, "Command/MachSpeed").locator("td.value")).hasText("42.5");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aRefusalSaysWhyAndGoesOnRecord() {
        BoardPage page = open(Look.DESK, "anna");

        write(page, "Command/MachSpeed", "500");

        assertThat(page.find("#answer")).hasAttribute("data-kind", "problem");
        assertThat(page.find("#answer")).containsText("\"Command/MachSpeed\" may be from 0 to 100, not 500.");
        assertThat(page.find("#audit tr").first().locator(".badge")).hasText("rejected");
    }

    @Test
    void aNumberGoesAsItWasTyped() {
        BoardPage page = open(Look.DESK, "anna");
        List<String> bodies = new ArrayList<>();
        page.page().route("**/api/v1/commands", route -> {
            bodies.add(route.request().postData());
            route.resume();
        });

        write(page, "Command/MachSpeed", "9007199254740993");

        assertThat(page.find("#answer")).containsText("not 9007199254740993.");
        assertThat(bodies).singleElement().asString().contains("\"value\":9007199254740993}");
    }

    @Test
    void anOrderWhoseAnswerWasLostIsTheSameOrderAgain() {
        BoardPage page = open(Look.DESK, "anna");
        List<String> keys = new ArrayList<>();
        page.page().route("**/api/v1/commands", route -> {
            keys.add(route.request().headerValue("idempotency-key"));
            if (keys.size() == 1) {
                route.abort();
                return;
            }
            route.resume();
        });

        write(page, "Command/MachSpeed", "43");
        assertThat(page.find("#answer")).hasText("The service cannot be reached.");
        write(page, "Command/MachSpeed", "43");
        assertThat(page.find("#answer")).hasText("Command/MachSpeed = 43 was accepted");
        assertThat(keys).hasSize(2);
        assertThat(keys.get(1)).isEqualTo(keys.get(0));

        page.find("#answer").evaluate("answer => { answer.textContent = ''; }");
        write(page, "Command/MachSpeed", "43");
        assertThat(page.find("#answer")).hasText("Command/MachSpeed = 43 was accepted");
        assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
    }

    @Test
    void aRefusedApprovalStaysUntilItIsReadAndSomebodyElseApproves() {
        BoardPage page = open(Look.DESK, "anna");
        write(page, "Command/CntrlCmd", "3");
        Locator newest = page.find("#audit tr").first();
        assertThat(newest.locator(".badge")).hasText("waiting for approval");

        newest.getByText("Approve").click();

        assertThat(page.find("#refusal")).containsText("Somebody else than who ordered the command");
        for (int i = 0; i < 3; i++) {
            page.page().waitForResponse("**/api/v1/nodes", () -> {});
        }
        assertThat(page.find("#refusal")).isVisible();
        page.find("#refusalRead").click();
        assertThat(page.find("#refusal")).isHidden();

        name(page, "安娜");
        newest.getByText("Approve").click();
        assertThat(newest.locator(".badge")).hasText("confirmed");
        assertThat(newest.locator("td").nth(4)).containsText("approved by 安娜");
    }

    @Test
    void rowsOfMetricsThatANewBirthHasNotGo() {
        BoardPage page = open(Look.DESK, "anna");
        assertThat(row(page, "Command/MachSpeed")).hasCount(1);

        page.page()
                .route(
                        "**/api/v1/nodes/PAGE/" + NODE + "/devices/M1",
                        route -> route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody(
                                                "{\"device\":\"M1\",\"online\":true,\"since\":\"2026-02-03T04:05:06Z\",\"metrics\":["
                                                        + "{\"name\":\"Status/Big\",\"type\":\"UInt64\",\"value\":18446744073709551615,\"quality\":192,\"stale\":false,"
                                                        + "\"staleSince\":null,\"time\":\"2026-02-03T04:05:06Z\",\"write\":null}]}")));

        assertThat(row(page, "Command/MachSpeed")).hasCount(0);
        assertThat(row(page, "Status/Big").locator("td.value")).hasText("18446744073709551615");
    }

    @Test
    void theHostGoesOfflineWithAllValuesStaleAndComesBack() {
        BoardPage page = open(Look.DESK, "anna");
        assertThat(page.find("#hostState")).hasText("Host PRIMARY-HOST is online");

        page.find("#hostSwitch").click();
        assertThat(page.find("#hostState")).hasText("Host PRIMARY-HOST is offline: an operator has taken it offline");
        assertThat(row(page, "Command/MachSpeed")).hasAttribute("data-stale", "true");
        assertThat(row(page, "Command/MachSpeed")).containsText("stale since");

        page.find("#hostSwitch").click();
        assertThat(page.find("#hostState")).hasText("Host PRIMARY-HOST is online");
        assertThat(row(page, "Command/MachSpeed")).hasAttribute("data-stale", "false");
        assertThat(page.complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nothingBarsAnybody(Look look) {
        BoardPage page = open(look, "anna");
        assertThat(page.find("#audit, #noAudit").first()).isAttached();

        List<String> barriers = page.barriers();
        page.screenshot("commands-" + look);

        assertThat(page.page().evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("horizontal overflow, px")
                .isEqualTo(0);
        assertThat(barriers).isEmpty();
        BoundingBox send = row(page, "Command/MachSpeed").locator("form button").boundingBox();
        assertThat(send.x + send.width).as("nobody scrolls sideways to write").isLessThanOrEqualTo(look.width);
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void coloursFollowTheSystem() {
        Object light = background(open(Look.DESK, "anna"));

        assertThat(background(open(Look.DESK_AT_NIGHT, "anna"))).isNotEqualTo(light);
    }

    /** The machine chosen, and online. */
    private BoardPage open(Look look, String actor) {
        BoardPage page = chromium.page(command.http("/"), look);
        pages.add(page);
        page.open("");
        name(page, actor);
        page.find("#plant button[data-path='" + MACHINE + "']").click();
        assertThat(page.find("#sourceTitle")).hasText(MACHINE);
        assertThat(page.find("#sourceSince")).hasText(Pattern.compile("online since .*"));
        assertThat(row(page, "Command/MachSpeed")).hasAttribute("data-stale", "false");
        return page;
    }

    private static void name(BoardPage page, String actor) {
        page.find("#actor").fill(actor);
        page.find("#actor").blur();
    }

    private static Locator row(BoardPage page, String metric) {
        return page.find("#metrics tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.page()
                                .locator(
                                        "th",
                                        new com.microsoft.playwright.Page.LocatorOptions()
                                                .setHasText(Pattern.compile("^" + metric + "$")))));
    }

    private static void write(BoardPage page, String metric, String value) {
        Locator row = row(page, metric);
        row.locator("form input").fill(value);
        row.locator("form button").click();
    }

    private static Object background(BoardPage page) {
        return page.find("body").evaluate("body => getComputedStyle(body).backgroundColor");
    }

    private static void close(AutoCloseable each) {
        try {
            if (each != null) {
                each.close();
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
