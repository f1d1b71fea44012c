package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The predictions in docs/workloads.md are what the command above them prints. */
final class NetworksDocTest {
  private static final Path DOCUMENT = Configs.ROOT.resolve("docs/workloads.md");

  /** What the document says it ran. */
  private static final Pattern COMMAND =
      Pattern.compile("<!-- output: \\./tilewise networks (\\S+) FILES, and with --set (\\S+) -->");

  /** A network, and twice calls and two latencies. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([a-z][\\w.-]*) \\|(?: [\\d.]+ \\|){6}$");

  /** A network of the table of totals, which has all of the library. */
  private static final Pattern OF_THE_LIBRARY =
      Pattern.compile("\\(\\.\\./configs/workloads/([\\w.-]+)\\.yaml\\) \\| \\d");

  /** Calls and latencies of a network, as the command prints them. */
  private record Printed(String calls, String neon, String sme2) {
    String cells() {
      return " " + calls + " | " + neon + " | " + sme2 + " |";
    }

    boolean isSlowerOnNeonThan(Printed other) {
      return Double.parseDouble(neon) > Double.parseDouble(other.neon);
    }

    boolean isSlowerWithSme2Than(Printed other) {
      return Double.parseDouble(sme2) > Double.parseDouble(other.sme2);
    }
  }

  private static Map<String, Printed> floatingPoint;
  private static Map<String, Printed> quantized;

  @BeforeAll
  static void run() throws IOException {
    String document = Files.readString(DOCUMENT);
    Matcher command = COMMAND.matcher(document);
    assertThat(command.find()).isTrue();
    List<String> arguments = new ArrayList<>(List.of("networks", file(command.group(1))));
    names(ROW, document)
        .forEach(name -> arguments.add(file("configs/workloads/" + name + ".yaml")));
    arguments.add("--csv");
    floatingPoint = printed(arguments, "fp16");
    arguments.addAll(List.of("--set", command.group(2)));
    quantized = printed(arguments, "int8");
  }

  private static String file(String path) {
    return Configs.ROOT.resolve(path).toString();
  }

  private static List<String> names(Pattern pattern, String document) {
    return pattern.matcher(document).results().map(found -> found.group(1)).toList();
  }

  private static Map<String, Printed> printed(List<String> arguments, String type) {
    Ran ran = Ran.with(FileKinds.all(), arguments.toArray(String[]::new));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    List<String> lines = ran.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("network,type,parameters,MACs,calls,neon (ms),sme2 (ms)");
    Map<String, Printed> printed = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertThat(cells).hasSize(7);
      assertThat(cells[1]).isEqualTo(type);
      printed.put(cells[0], new Printed(cells[4], cells[5], cells[6]));
    }
    return printed;
  }

  @Test
  void theTableHasEveryNetworkOfTheLibrary() throws IOException {
    String document = Files.readString(DOCUMENT);
    assertThat(names(ROW, document))
        .hasSizeGreaterThan(15)
        .isEqualTo(names(OF_THE_LIBRARY, document));
  }

  @Test
  void theTableIsWhatTheCommandPrints() throws IOException {
    String document = Files.readString(DOCUMENT);
    if (Boolean.getBoolean(ShippedStudiesTest.REWRITE)) {
      document = ROW.matcher(document).replaceAll(NetworksDocTest::now);
      Files.writeString(DOCUMENT, document);
    }
    List<String> problems =
        ROW.matcher(document)
            .results()
            .filter(row -> !row.group().equals(now(row)))
            .map(row -> row.group() + "\n  is now\n  " + now(row))
            .toList();
    if (!problems.isEmpty()) {
      fail(
          "docs/workloads.md does not say what came out:%n  %s%nFigures are put right by -D%s=true",
          String.join("\n  ", problems), ShippedStudiesTest.REWRITE);
    }
  }

  /** The row with what came out. */
  private static String now(MatchResult row) {
    String network = row.group(1);
    return "| "
        + network
        + " |"
        + floatingPoint.get(network).cells()
        + quantized.get(network).cells();
  }

  /**
   * What docs/workloads.md says under "INT8 slower than floating point"; where that holds no more,
   * the sentence there and its reasons have to be written anew.
   */
  @Test
  void theSameNetworksAreSlowerInInt8() {
    List<String> withBoth = new ArrayList<>();
    List<String> withSme2 = new ArrayList<>();
    floatingPoint.forEach(
        (network, fp16) -> {
          Printed int8 = quantized.get(network);
          if (int8.isSlowerOnNeonThan(fp16)) {
            assertThat(int8.isSlowerWithSme2Than(fp16)).as(network).isTrue();
            withBoth.add(network);
          } else if (int8.isSlowerWithSme2Than(fp16)) {
            withSme2.add(network);
          }
        });
    assertThat(withBoth)
        .containsExactlyInAnyOrder(
            "mobilenet-v3-small", "efficientsam-ti-encoder", "llama-3.2-1b-decode");
    assertThat(withSme2)
        .containsExactlyInAnyOrder(
            "mobilenet-v1",
            "mobilenet-v2",
            "mobilenet-v3-large",
            "efficientnet-lite0",
            "deeplab-v3-mobilenet-v2",
            "ssdlite320-mobilenet-v3");
  }
}
