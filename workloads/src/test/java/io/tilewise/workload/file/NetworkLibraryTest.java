package io.tilewise.workload.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.workload.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Totals of the networks that are shipped, against what was published.
 *
 * <p>Certified: the published figures, to their digits. The exact counts were also derived by a
 * script that knows nothing of this code, from the layers in the papers; where no exact figure was
 * published, that derivation is all there is, and the published column is empty.
 */
class NetworkLibraryTest {
  private static final Path WORKLOADS =
      Path.of(System.getProperty("tilewise.root"), "configs/workloads");

  /**
   * Exact counts. Published by torchvision 0.15 and later with each of its weights (num_params), by
   * Keras as trainable parameters (MobileNet, ResNet50V2); BERT-tiny and Llama are derived: a table
   * of 30522 + 512 + 2 rows of 128 and 2 layers; a table of 128 256 rows of 2048 and 16 layers.
   */
  @ParameterizedTest
  @CsvSource({
    "resnet50-v1, 25557032",
    "resnet50-v1.5, 25557032",
    "resnet50-v2, 25568360",
    "mobilenet-v1, 4231976",
    "mobilenet-v2, 3504872",
    "mobilenet-v3-large, 5483032",
    "mobilenet-v3-small, 2542856",
    "squeezenet-1.1, 1235496",
    "efficientnet-lite0, 4652008",
    // torchvision's 27161264 less its auxiliary classifier: 768 x 128 and 128 x 768 x 25 weights
    // with batch norm, then 768 x 1000 with bias.
    "inception-v3, 23834568",
    "deeplab-v3-mobilenet-v2, 2113557",
    "ssdlite320-mobilenet-v3, 3440060",
    "bert-tiny, 4385920",
    "vit-b-16, 86567656",
    "efficientsam-ti-encoder, 6163840",
    "edgetam-repvit-encoder, 4867400",
    "llama-3.2-1b-decode, 1235814400",
    "llama-3.2-1b-prefill, 1235814400",
    "rfdn-x4, 433448"
  })
  void parametersAreExact(String network, long parameters) {
    assertThat(graph(network).parameters()).isEqualTo(parameters);
  }

  /** Inception's auxiliary classifier, which is not in the file, makes up the rest. */
  @Test
  void theAuxiliaryClassifierIsWhatInceptionLacks() {
    long first = 768L * 128 + 2 * 128;
    long second = 128L * 768 * 25 + 2 * 768;
    long last = 768L * 1000 + 1000;
    assertThat(graph("inception-v3").parameters() + first + second + last).isEqualTo(27_161_264);
  }

  /**
   * Multiply-accumulates: the exact count, derived independently; the published one in millions, if
   * any; and by how many percent it may be off where its counting rule is another or unknown.
   */
  @ParameterizedTest
  @CsvSource({
    "resnet50-v1, 3857973248, 3800, 2", // He et al. (2015), table 1: 3.8e9 FLOPs
    "resnet50-v1.5, 4089184256, 4089, 0", // torchvision
    "resnet50-v2, 3482255360, , ",
    "mobilenet-v1, 568740352, 569, 0", // Howard et al. (2017), table 6
    "mobilenet-v2, 300774272, 301, 0", // torchvision; the paper says 300
    "mobilenet-v3-large, 216589760, 217, 0", // torchvision; the paper says 219
    "mobilenet-v3-small, 56510400, 57, 0", // torchvision; the paper says 56
    "squeezenet-1.1, 349151936, 349, 0", // torchvision
    "efficientnet-lite0, 385187552, 407, 6", // tpu repository, without a counting rule
    "inception-v3, 5713216096, 5713, 0", // torchvision
    "deeplab-v3-mobilenet-v2, 2740709056, 2750, 1", // Sandler et al. (2018), table 7
    "ssdlite320-mobilenet-v3, 583171904, 583, 0", // torchvision
    "bert-tiny, 58736640, , ",
    "vit-b-16, 17563828224, 17564, 0", // torchvision
    "efficientsam-ti-encoder, 102273908736, , ",
    "edgetam-repvit-encoder, 18542505984, , ",
    "llama-3.2-1b-decode, 1302855680, , ",
    "llama-3.2-1b-prefill, 125890461696, , ",
    "rfdn-x4, 27033648384, 27100, 1" // NTIRE 2022 baseline, with biases and activations
  })
  void multiplyAccumulatesAreExact(
      String network, long exact, Double publishedMillions, Double percent) {
    assertThat(graph(network).multiplyAccumulates()).isEqualTo(exact);
    if (publishedMillions != null) {
      double digit = percent == 0 ? 0.5e6 : publishedMillions * 1e4 * percent;
      assertThat(Math.abs(exact - publishedMillions * 1e6)).isLessThanOrEqualTo(digit);
    }
  }

  /** RepViT-M0.9 as published has 5.1 M parameters and 0.8 G multiply-accumulates at 224 x 224. */
  @Test
  void theBackboneOfTheEdgeTamEncoderIsRepVit() {
    Graph encoder = graph("edgetam-repvit-encoder");
    // The pyramid: 1x1 convolutions with bias from 48, 96, 192 and 384 channels to 256.
    long pyramid = (48 + 96 + 192 + 384) * 256L + 4 * 256;
    long classifier = 384 * 1000 + 1000;
    assertThat((encoder.parameters() - pyramid + classifier) / 1e6).isBetween(5.05, 5.15);
  }

  @Test
  void everyNetworkSaysWhereItIsFromAndHasTotalsHere() throws IOException {
    String tests = Files.readString(thisFile());
    try (Stream<Path> files = Files.list(WORKLOADS)) {
      List<Path> library =
          files.filter(file -> isOfTheLibrary(file)).sorted().collect(Collectors.toList());
      assertThat(library).hasSizeGreaterThan(15);
      for (Path file : library) {
        assertThat(read(file)).contains("ublished", "# ");
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", "");
        // Once among the parameters and once among the multiply-accumulates.
        assertThat(tests.split("\"" + name.replace(".", "\\.") + ", ", -1)).hasSize(3);
      }
    }
  }

  private static boolean isOfTheLibrary(Path file) {
    return read(file).contains("model: graph") && !file.endsWith("small-unet.yaml");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path thisFile() {
    return Path.of(
        System.getProperty("tilewise.root"),
        String.format(
            Locale.ROOT,
            "workloads/src/test/java/%s.java",
            NetworkLibraryTest.class.getName().replace('.', '/')));
  }

  private static Graph graph(String network) {
    return Workloads.read(WORKLOADS.resolve(network + ".yaml"), List.of()).graph();
  }
}
