package io.tilewise.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A headless Chromium with one page, driven by its DevTools protocol. The command is {@code
 * chromium}, or what the system property {@code tilewise.chromium} names.
 */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final List<JsonNode> events = new ArrayList<>();
  private int last;

  /**
   * Starts it.
   *
   * @param profile an empty folder for its settings
   */
  Browser(Path profile) throws Exception {
    process =
        new ProcessBuilder(
                System.getProperty("tilewise.chromium", "chromium"),
                "--headless",
                // As root, such as in a container, Chromium does not start with its sandbox.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(profile) + "/json/list"))
            .build();
    JsonNode pages = JSON.readTree(client.send(list, HttpResponse.BodyHandlers.ofString()).body());
    JsonNode page = pages.get(0);
    for (JsonNode target : pages) {
      page = target.path("type").asText().equals("page") ? target : page;
    }
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(page.get("webSocketDebuggerUrl").asText()), new Listener())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** The port that it chose, once it has written it down. */
  private static String port(Path profile) throws Exception {
    Path file = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
      if (Files.exists(file) && Files.readString(file).contains("\n")) {
        return Files.readString(file).lines().findFirst().orElseThrow();
      }
      Thread.sleep(100);
    }
    throw new IOException("Chromium did not start");
  }

  /** Opens a page and waits until it has loaded. */
  void open(Path page, String place) throws Exception {
    events.clear();
    call("Page.navigate", Map.of("url", "about:blank"));
    awaitEvent("Page.loadEventFired");
    events.clear();
    call("Page.navigate", Map.of("url", page.toUri() + place));
    awaitEvent("Page.loadEventFired");
  }

  /** Sets the size of the window and whether the page is dark. */
  void resize(int width, boolean isDark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
  }

  /** The value of an expression of the page's script. */
  JsonNode value(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.get("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  /** A picture of the whole page. */
  byte[] screenshot() throws Exception {
    return call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
        .get("data")
        .binaryValue();
  }

  /** The page as it is printed. */
  byte[] pdf() throws Exception {
    return call("Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true))
        .get("data")
        .binaryValue();
  }

  /** What the page's console and the browser's log say since it was opened. */
  List<String> complaints() throws Exception {
    value("1");
    return events.stream()
        .filter(
            event ->
                List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
                    .contains(event.path("method").asText()))
        .map(JsonNode::toString)
        .toList();
  }

  /** What the page has asked for since it was opened, itself left out. */
  List<String> requests() throws Exception {
    value("1");
    return events.stream()
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asText())
        .filter(url -> !url.endsWith(".html") && !url.contains(".html#"))
        .toList();
  }

  JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = ++last;
    ObjectNode message = JSON.createObjectNode();
    message.put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (true) {
      JsonNode answer = next(method);
      if (answer.path("id").asInt() == id) {
        if (answer.has("error")) {
          throw new IllegalStateException(method + ": " + answer.get("error"));
        }
        return answer.get("result");
      }
      events.add(answer);
    }
  }

  private void awaitEvent(String method) throws Exception {
    while (events.stream().noneMatch(event -> event.path("method").asText().equals(method))) {
      events.add(next(method));
    }
  }

  private JsonNode next(String wanted) throws Exception {
    JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new IOException("Chromium does not answer to " + wanted);
    }
    return message;
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    process
        .onExit()
        .orTimeout(10, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly())
        .join();
    process.onExit().join();
  }

  /** Puts the messages, which may come in parts, together. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
      part.append(text);
      if (isLast) {
        try {
          messages.add(JSON.readTree(part.toString()));
        } catch (IOException e) {
          throw new IllegalStateException("Chromium sent no JSON", e);
        }
        part.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
