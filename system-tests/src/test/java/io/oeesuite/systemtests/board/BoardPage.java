package io.oeesuite.systemtests.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The board in one tab, with a record of everything that went wrong in it. */
final class BoardPage implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "board-screenshots");

    private final Page page;
    private final URI board;
    private final List<String> complaints = new ArrayList<>();

    BoardPage(Page page, URI board) {
        this.page = page;
        this.board = board;
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("thrown: " + error));
        page.onRequest(request -> {
            if (!board.getAuthority().equals(URI.create(request.url()).getAuthority())) {
                complaints.add("asked elsewhere: " + request.url());
            }
        });
    }

    /** address: what follows the board's own, as {@code ?show=PLANT01} or {@code #/PLANT01}. */
    BoardPage open(String address) {
        page.navigate(board + address);
        return this;
    }

    Page page() {
        return page;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    Locator tile(String equipment) {
        return page.locator("article.tile[data-equipment='" + equipment + "']");
    }

    Locator detail() {
        return page.locator("dialog#detail");
    }

    /** Console errors and warnings, thrown errors, requests to other hosts. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** What a person could not read, reach or understand of what is on screen: see accessibility.js. */
    List<String> barriers() {
        Object found = page.evaluate(resource("accessibility.js"));
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /** For people to look at, in target/board-screenshots. */
    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        page.context().close();
    }

    private static String resource(String name) {
        try (InputStream content = BoardPage.class.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
