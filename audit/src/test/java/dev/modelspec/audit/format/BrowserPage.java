package dev.modelspec.audit.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page of a Chromium, driven by its DevTools protocol. */
final class BrowserPage {
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    private BrowserPage(URI address) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Messages())
                .join();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** Opens an empty one in the browser that listens at a port of loopback. */
    static BrowserPage open(String port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return new BrowserPage(URI.create(JsonMapper.shared()
                    .readTree(answer)
                    .get("webSocketDebuggerUrl")
                    .asString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Messages come in pieces. */
    private final class Messages implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
            message.append(piece);
            if (last) {
                JsonNode whole = JsonMapper.shared().readTree(message.toString());
                message.setLength(0);
                if (whole.has("id")) {
                    Objects.requireNonNull(answers.remove(whole.get("id").asInt()))
                            .complete(whole);
                } else {
                    events.add(whole);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    JsonNode call(String method, Map<String, ?> parameters) {
        int id = calls.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(id, answer);
        String message =
                JsonMapper.shared().writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(message, true).join();
        JsonNode whole = answer.orTimeout(2, TimeUnit.MINUTES).join();
        if (whole.has("error")) {
            throw new IllegalStateException(method + ": " + whole.get("error"));
        }
        return whole.get("result");
    }

    /** Sets the size of the window and whether it is dark. */
    void window(int width, int height, String scheme) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Shows a file, and waits until it is painted. */
    void show(Path file, String fragment) {
        events.clear();
        call("Page.navigate", Map.of("url", file.toUri() + fragment));
        await("Page.loadEventFired");
        painted();
    }

    private void await(String event) {
        for (int i = 0; i < 2_000; i++) {
            if (events.stream().anyMatch(each -> each.get("method").asString().equals(event))) {
                return;
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new IllegalStateException("no " + event);
    }

    void painted() {
        evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
    }

    /** What an expression is, with what it promises. */
    JsonNode evaluate(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
        }
        JsonNode value = result.get("result").get("value");
        return value == null ? JsonMapper.shared().nullNode() : value;
    }

    String text(String selector) {
        return evaluate("document.querySelector('" + selector + "').innerText").asString();
    }

    List<String> texts(String selector) {
        var texts = new ArrayList<String>();
        evaluate("[...document.querySelectorAll('" + selector + "')].map(each => each.innerText)")
                .forEach(text -> texts.add(text.asString()));
        return texts;
    }

    /** Clicks where the element is, as a mouse does. */
    void click(String selector) {
        JsonNode place = evaluate("(() => { const e = document.querySelector('" + selector
                + "'); e.scrollIntoView({block: 'center', behavior: 'instant'}); const r = e.getBoundingClientRect();"
                + " return [r.x + Math.min(r.width / 2, 40), r.y + r.height / 2]; })()");
        for (String what : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            what,
                            "x",
                            place.get(0).asDouble(),
                            "y",
                            place.get(1).asDouble(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
        painted();
    }

    void type(String text) {
        call("Input.insertText", Map.of("text", text));
        painted();
    }

    /** Presses a key: {@code Tab}, {@code Enter}. */
    void press(String key) {
        int code = key.equals("Tab") ? 9 : 13;
        var press = Map.of(
                "type", "keyDown",
                "key", key,
                "code", key,
                "windowsVirtualKeyCode", code,
                "text", key.equals("Enter") ? "\r" : "");
        call("Input.dispatchKeyEvent", press);
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
        painted();
    }

    byte[] pdf() {
        return Base64.getDecoder()
                .decode(call("Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true))
                        .get("data")
                        .asString());
    }

    /** What went wrong since the page was shown: exceptions, messages of the browser, dialogs. */
    List<String> complaints() {
        return events.stream()
                .filter(event -> List.of("Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening")
                        .contains(event.get("method").asString()))
                .map(JsonNode::toString)
                .toList();
    }

    /** The addresses that were asked for since the page was shown. */
    List<String> requests() {
        return events.stream()
                .filter(event -> event.get("method").asString().equals("Network.requestWillBeSent"))
                .map(event -> event.at("/params/request/url").asString())
                .toList();
    }
}
