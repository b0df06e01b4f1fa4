package io.oeesuite.systemtests.logins;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Somebody at a browser of their own, who comes in by the front door. */
final class Person implements AutoCloseable {
    private final Page page;
    private final List<URI> asked = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    Person(Page page) {
        this.page = page;
        page.onRequest(request -> asked.add(URI.create(request.url())));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && message.text().toLowerCase(Locale.ROOT).contains("policy")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(error -> complaints.add("thrown: " + error));
    }

    Person goTo(Object address) {
        page.navigate(address.toString());
        return this;
    }

    /** Fills in Keycloak's form. */
    Person logIn(String name, String password) {
        page.locator("#username").fill(name);
        page.locator("#password").fill(password);
        page.locator("#kc-login").click();
        return this;
    }

    Page page() {
        return page;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** Where the address bar is. */
    URI place() {
        return URI.create(page.url());
    }

    /** The status of what the page itself would ask, with the cookie of its session. */
    int ask(String method, String path, String body) {
        Object status = page.evaluate(
                "async ([method, path, body]) => (await fetch(path, {method, headers: {'Content-Type': 'application/json'}, body: body || undefined})).status",
                List.of(method, path, body));
        return ((Number) status).intValue();
    }

    /** All requests so far to this path, wherever. */
    List<URI> asked(String path) {
        return asked.stream().filter(address -> path.equals(address.getPath())).toList();
    }

    /** What the browser refused because of the page's own rules, and what its scripts did not catch. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        page.context().close();
    }
}
