package io.oeesuite.systemtests.board;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;

import io.oeesuite.systemtests.suite.ServiceProcess;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;
import io.restassured.path.json.JsonPath;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.oeesuite.systemtests.board.BoardPlant.CAPPER;
import static io.oeesuite.systemtests.board.BoardPlant.FILLER;
import static io.oeesuite.systemtests.board.BoardPlant.LINE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@WithSuite
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardTest {

    private static final double PATIENCE_MS = 30_000;
    private static final String ONE_HOUR_AGO_TO_NOW = "?range=1h";

    private final List<BoardPage> pages = new ArrayList<>();
    private URI board;
    private ServiceProcess analytics;
    private BoardPlant plant;
    private Chromium chromium;

    @BeforeAll
    void startPlantAndBrowser(Suite suite) {
        Optional<Path> executable = Chromium.executable();
        Assumptions.assumeTrue(executable.isPresent(), Chromium.HOW_TO_GET_IT);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        analytics = suite.analytics();
        board = analytics.http("/");
        plant = new BoardPlant(suite.simulator("board-simulator", "none", BoardPlant.NODE)
                .start()
                .awaitReady());
        plant.connect();
        chromium = Chromium.start(executable.get());
    }

    @AfterAll
    void endBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void closePages() {
        pages.forEach(BoardPage::close);
        pages.clear();
    }

    @Test
    void everyMachineHasATileWithItsFigures() {
        // When
        BoardPage page = open(Look.DESK, "?show=BOARD");

        // Then
        Locator tile = page.tile(FILLER);
        assertThat(tile.locator(".badge")).hasText("Running");
        assertThat(tile.locator(".big-oee [data-field=oee]")).hasText(Pattern.compile("\\d+\\.\\d"));
        assertThat(tile.locator(".tile-work")).hasText("COLA-500 · order 4711");
        assertThat(page.tile(CAPPER).locator(".badge")).hasText("Running");
        assertThat(page.find(".link")).hasText("Live");
        assertThat(page.find("#summary .big-oee [data-field=oee]")).hasText(Pattern.compile("\\d+\\.\\d"));
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aTileChangesLiveWithItsMachine() {
        // Given
        BoardPage page = open(Look.DESK, "?show=BOARD");
        Locator tile = page.tile(CAPPER);
        assertThat(tile.locator(".badge")).hasText("Running");

        // When, Then
        plant.stops("CAPPER", "Motor overload");
        assertThat(tile).hasAttribute("data-bucket", Pattern.compile("MINOR_STOP|UNPLANNED_DOWN"));
        assertThat(tile.locator(".tile-state")).containsText("Motor overload");

        plant.goesOffline("CAPPER");
        assertThat(tile.locator(".badge")).hasText("No data");

        plant.comesOnline("CAPPER");
        plant.runs("CAPPER");
        assertThat(tile.locator(".badge")).hasText("Running");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void theTimelineOfATileTellsItsIntervals() {
        // Given
        BoardPage page = open(Look.DESK, "?show=BOARD");
        Locator strip = page.tile(FILLER).locator(".strip");
        assertThat(strip.locator(".fill-UNPLANNED_DOWN")).hasCount(1);
        assertThat(page.tile(FILLER).locator(".spark .trend-dot")).hasCount(1);

        // When: 45 minutes ago of the eight hours that the strip shows
        double width = strip.boundingBox().width;
        strip.hover(new Locator.HoverOptions().setPosition(width * (1 - 45 / 480.0), 5));

        // Then
        assertThat(page.find("#tooltip")).containsText("Stopped");
        assertThat(page.find("#tooltip")).containsText("Jam at infeed");
        assertThat(strip).hasAttribute("aria-label", Pattern.compile("Last 8 hours: .*Stopped 30 min.*"));
    }

    @Test
    void aClickOpensTheDetailAndEscapeGoesBack() {
        // Given
        BoardPage page = open(Look.DESK, "?show=BOARD");

        // When
        page.tile(FILLER).locator("h3 a").click();

        // Then
        assertThat(page.detail()).isVisible();
        assertThat(page.detail().locator("#detail-title")).hasText("FILLER");
        assertThat(page.detail().locator("[data-field=pareto] th")).containsText(new String[] {"Jam at infeed"});
        assertThat(page.detail().locator(".trend .trend-line.oee")).hasAttribute("d", Pattern.compile("M.+"));
        assertThat(page.page()).hasURL(Pattern.compile(".*#/" + FILLER + "$"));

        page.page().keyboard().press("Escape");
        assertThat(page.detail()).isHidden();
        assertThat(page.page()).hasURL(board + "?show=BOARD");
        assertThat(page.tile(FILLER).locator("h3 a")).isFocused();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aDeepLinkShowsTheFiguresOfRest() {
        // Given
        String from = Instant.now().minus(Duration.ofMinutes(100)).toString();
        String to = Instant.now().minus(Duration.ofMinutes(40)).toString();
        JsonPath expected = given().queryParam("equipment", FILLER)
                .queryParam("from", from)
                .queryParam("to", to)
                .get(analytics.http("/api/v1/oee"))
                .jsonPath();

        // When
        BoardPage page = open(Look.DESK, "#/" + FILLER + "?from=" + from + "&to=" + to);

        // Then
        Locator figures = page.detail().locator(".figures");
        assertThat(figures.locator("[data-field=oee]")).hasText(percentNumber(expected.getDouble("oee")));
        for (String ratio : List.of("availability", "performance", "quality")) {
            assertThat(figures.locator("[data-field=" + ratio + "] .ratio-value"))
                    .hasText(percentNumber(expected.getDouble(ratio)) + "%");
        }
        assertThat(page.detail().locator("[data-range=custom]")).hasAttribute("aria-pressed", "true");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aLineRollsUpItsMachines() {
        // When
        BoardPage page = open(Look.WALL, "#/" + LINE + ONE_HOUR_AGO_TO_NOW);

        // Then
        assertThat(page.detail().locator(".timeline .strip")).hasCount(2);
        assertThat(page.detail().locator("[data-range='1h']")).hasAttribute("aria-pressed", "true");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void timesAreThoseOfTheSiteNotOfTheBrowser() {
        // When
        BoardPage page = open(Look.DESK, "");

        // Then: the browser stands in New York
        assertThat(page.find(".clock")).containsText("UTC");
    }

    @ParameterizedTest
    @EnumSource
    void nothingBarsAnybody(Look look) {
        // Given
        BoardPage page = open(look, "?show=BOARD");
        page.tile(FILLER).scrollIntoViewIfNeeded();
        assertThat(page.tile(FILLER).locator(".strip .fill-RUN")).hasCount(1);

        // When
        List<String> onTheBoard = page.barriers();
        page.screenshot("board-" + look);
        page.tile(FILLER).locator("h3 a").click();
        assertThat(page.detail().locator(".timeline .fill-RUN")).hasCount(1);
        List<String> inTheDetail = page.barriers();
        page.screenshot("detail-" + look);

        // Then
        assertThat(onTheBoard).isEmpty();
        assertThat(inTheDetail).isEmpty();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void coloursFollowTheSystemUntilChosen() {
        // Given
        BoardPage dark = open(Look.DESK_AT_NIGHT, "");
        BoardPage light = open(Look.DESK, "");
        assertThat(dark.find("body")).not().hasCSS("background-color", background(light));
        String darkBackground = background(dark);

        // When: system → light → dark
        Locator toggle = light.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Colours")));
        toggle.click();
        toggle.click();

        // Then
        assertThat(light.find("body")).hasCSS("background-color", darkBackground);
        light.page().reload();
        assertThat(light.find("body")).hasCSS("background-color", darkBackground);
    }

    @Test
    void aLostServiceIsSaidAndFoundAgain() {
        // Given
        BoardPage page = chromium.page(board, Look.DESK);
        pages.add(page);
        page.page().route("**/api/v1/live", Route::abort);
        page.open("");
        assertThat(page.find("#banner")).containsText("The service cannot be reached.");
        assertThat(page.find(".link")).hasText("Offline");

        assertThat(page.find("#banner button")).isVisible();

        // When
        page.page().unroute("**/api/v1/live");
        // the page may try by itself, and hide the button, at any time from here on
        page.find("#banner button").dispatchEvent("click");

        // Then
        assertThat(page.find(".link")).hasText("Live");
        assertThat(page.find("#banner")).isHidden();
        assertThat(page.tile(FILLER)).isVisible();
    }

    @Test
    void withoutMachinesItSaysHowToConnectTheFirst() {
        // Given
        BoardPage page = chromium.page(board, Look.PHONE);
        pages.add(page);
        page.page().route("**/api/v1/live", route -> answer(route, "[]"));

        // When
        page.open("");

        // Then
        assertThat(page.find("#empty")).containsText("No machine has spoken yet");
        assertThat(page.barriers()).isEmpty();
    }

    @Test
    void nothingThatCameThroughIsNotTheSameAsNothingCompared() {
        BoardPage page = chromium.page(board, Look.DESK);
        pages.add(page);
        page.page()
                .route(
                        "**/api/v1/live",
                        route -> answer(
                                route,
                                "[{\"equipment\":\"G/N/LOST\",\"bucket\":\"NO_DATA\",\"completeness\":0},"
                                        + "{\"equipment\":\"G/N/NEW\",\"bucket\":\"NO_DATA\",\"completeness\":null}]"));

        page.open("");

        assertThat(page.tile("G/N/LOST").locator("[data-field=completeText]")).hasText("0.0%");
        assertThat(page.tile("G/N/NEW").locator("[data-field=completeText]")).hasText("Not compared");
    }

    /** An hour of which the machine ran half and was silent half, by its model charged; then an hour of running without an ideal cycle. */
    @Test
    void periodsAreAddedUpByTheRulesOfTheService() {
        BoardPage page = open(Look.DESK, "");
        String charged =
                "{ plannedBusyMs: 100, idealTimeMs: 40, totalCount: 4, goodCount: 3, rejectCount: 1, availability: 0.5,"
                        + " performance: 0.8, quality: 0.75, oee: 0.3, flags: [],"
                        + " ledger: { setupMs: 0, unplannedDownMs: 0, minorStopMs: 0, runMs: 50, noDataMs: 50 } }";
        String unrated =
                "{ plannedBusyMs: 100, idealTimeMs: 0, totalCount: 4, goodCount: 4, rejectCount: 0, availability: 1,"
                        + " performance: null, quality: 1, oee: null, flags: ['IDEAL_MISSING'],"
                        + " ledger: { setupMs: 0, unplannedDownMs: 0, minorStopMs: 0, runMs: 100, noDataMs: 0 } }";

        assertThat(combined(page, charged, charged, "availability")).isEqualTo(0.5);
        assertThat(combined(page, charged, charged, "performance")).isEqualTo(0.8);
        assertThat(combined(page, charged, charged, "oee")).isEqualTo(0.3);
        assertThat(combined(page, charged, unrated, "availability")).isEqualTo(0.75);
        assertThat(combined(page, charged, unrated, "performance")).isNull();
        assertThat(combined(page, charged, unrated, "oee")).isNull();
        assertThat(combined(page, charged, unrated, "quality")).isEqualTo(0.875);
    }

    private static Object combined(BoardPage page, String one, String other, String ratio) {
        return page.page()
                .evaluate("async () => (await import('/js/rollup.js')).combine([" + one + ", " + other + "])." + ratio);
    }

    private static void answer(Route route, String tiles) {
        route.fulfill(new Route.FulfillOptions()
                .setContentType("text/event-stream")
                .setBody("event: snapshot\ndata: " + tiles + "\n\n"));
    }

    private static String background(BoardPage page) {
        return String.valueOf(page.find("body").evaluate("body => getComputedStyle(body).backgroundColor"));
    }

    private BoardPage open(Look look, String address) {
        BoardPage page = chromium.page(board, look);
        pages.add(page);
        return page.open(address);
    }

    private static String percentNumber(double ratio) {
        return BigDecimal.valueOf(ratio * 100).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
