package io.tilewise.experiment.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Networks and devices that a seed determines, as files. */
final class RandomInputs {
  private static final int MOST_THREADS = 8;

  private RandomInputs() {}

  /** A device's file, and what scenarios need to know of it. */
  record Device(
      String yaml, List<String> clusters, int cores, boolean firstOfSeveral, boolean hasUnit) {
    /** The core that the first thread would have. */
    String firstCore() {
      return firstOfSeveral ? clusters.get(0) + "1" : clusters.get(0);
    }

    /** Changes that give more of something, none of which may cost time on one thread. */
    List<String> improvements() {
      List<String> all = new ArrayList<>();
      all.add("memory.dram.bandwidth=1 TB/s");
      all.add("memory.dram.latency=1 ns");
      all.add("run.clocks." + clusters.get(0) + "=8 GHz");
      all.add("clusters." + clusters.get(0) + ".l2.latency=1 cycle");
      all.add("issue_rates.vector=64 instructions/cycle");
      all.add("issue_rates.scalar=64 instructions/cycle");
      all.add("issue_rates.matrix=64 instructions/cycle");
      all.add("issue_rates.pipe_utilization=100 %");
      if (hasUnit) {
        all.add("run.clocks.sme2=8 GHz");
        all.add("matrix_units.sme2.mopa_interval=0.1 cycles");
        all.add("matrix_units.sme2.mode_switch=0 cycles");
      }
      return all;
    }
  }

  private static int between(SplittableRandom random, int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private static <T> T one(SplittableRandom random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static String decimal(SplittableRandom random, double least, double most) {
    long hundredths = Math.round(100 * (least + random.nextDouble() * (most - least)));
    return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
  }

  /**
   * One to three clusters of one to four cores, with or without matrix units, with or without L3
   * and system cache; figures within what a mobile CPU could have, and somewhat beyond.
   */
  static Device device(SplittableRandom random) {
    List<String> clusters =
        IntStream.range(0, between(random, 1, 3)).mapToObj(i -> "c" + i).toList();
    boolean hasUnit = random.nextInt(4) > 0;
    StringBuilder text = new StringBuilder("description: a random device\nclusters:\n");
    int cores = 0;
    int first = between(random, 1, 4);
    for (String cluster : clusters) {
      int count = cores == 0 ? first : between(random, 1, 4);
      cores += count;
      text.append("  ").append(cluster).append(":\n    core: Core\n    cores: ").append(count);
      text.append("\n    clock: ").append(decimal(random, 0.5, 5)).append(" GHz");
      text.append("\n    dispatch_width: ").append(between(random, 1, 12));
      text.append(" instructions/cycle\n    vector_pipes: ").append(between(random, 1, 6));
      text.append("\n    load_pipes: ").append(between(random, 1, 4));
      text.append("\n    accumulator_interval: ").append(between(random, 1, 4));
      text.append(" cycles\n    integer_accumulator_interval: ").append(between(random, 1, 3));
      text.append(" cycles\n    add_latency: ").append(between(random, 1, 4));
      text.append(" cycles\n    l1d: ").append(cache(random, 16, 4));
      text.append("\n    l2: ").append(cache(random, 128, 4).replace("}", ", latency: "));
      text.append(between(random, 5, 20)).append(" cycles}\n");
    }
    if (hasUnit) {
      text.append("matrix_units:\n  sme2:\n").append(unit(random, clusters));
    }
    text.append(memory(random));
    text.append("issue_rates: {matrix: ").append(decimal(random, 0.5, 6));
    text.append(" instructions/cycle, vector: ").append(decimal(random, 0.5, 6));
    text.append(" instructions/cycle, scalar: ").append(decimal(random, 0.5, 6));
    text.append(" instructions/cycle, pipe_utilization: ").append(between(random, 20, 100));
    text.append(" %}\npower_modes:\n  only:\n    clusters: {");
    text.append(
        clusters.stream()
            .map(cluster -> cluster + ": " + between(random, 20, 100) + " %")
            .collect(Collectors.joining(", ")));
    text.append("}\n");
    if (hasUnit) {
      text.append("    matrix_units: {sme2: ").append(between(random, 20, 100)).append(" %}\n");
    }
    text.append("    memory: ").append(between(random, 20, 100)).append(" %\n");
    return new Device(text.toString(), clusters, Math.min(cores, MOST_THREADS), first > 1, hasUnit);
  }

  private static String cache(SplittableRandom random, int leastKib, int doublings) {
    return "{size: "
        + (leastKib << random.nextInt(doublings))
        + " KiB, ways: "
        + one(random, List.of(2, 4, 8, 16))
        + "}";
  }

  private static String unit(SplittableRandom random, List<String> clusters) {
    return """
               count: %d
               clusters: %s
               clock: %s GHz
               svl: %d bit
               mopa_interval: %d cycles
               mopa_latency: %d cycles
               integer_mopa_latency: %d cycles
               vector_load_interval: %s cycles
               vector_store_interval: %s cycles
               za_row_load_interval: %s cycles
               za_row_store_interval: %s cycles
               vector_operation_interval: %s cycles
               dot_interval: %s cycles
               instruction_feed: %d instructions/cycle
               mode_switch: %d cycles
               sharing_loss: %d %%
           """
        .formatted(
            between(random, 1, 3),
            clusters,
            decimal(random, 0.5, 4),
            128 << random.nextInt(5),
            between(random, 1, 4),
            between(random, 1, 8),
            between(random, 1, 8),
            decimal(random, 0.25, 2),
            decimal(random, 0.25, 2),
            decimal(random, 0.5, 4),
            decimal(random, 0.5, 4),
            decimal(random, 0.25, 2),
            decimal(random, 0.5, 4),
            between(random, 1, 8),
            between(random, 0, 3000),
            between(random, 0, 40));
  }

  private static String memory(SplittableRandom random) {
    StringBuilder text = new StringBuilder("memory:\n  line: ");
    text.append(one(random, List.of(32, 64, 128))).append(" B\n");
    if (random.nextInt(4) > 0) {
      text.append("  l3: ").append(level(random, 1024, 10, 40, 50, 300));
    }
    if (random.nextInt(4) > 0) {
      text.append("  slc: ").append(level(random, 4096, 40, 80, 30, 150));
    }
    text.append("  dram: {latency: ").append(between(random, 80, 250)).append(" ns, bandwidth: ");
    text.append(between(random, 2, 120)).append(" GB/s}\n  usable_share: ");
    text.append(between(random, 30, 100)).append(" %\n  parallelism:\n    prefetched_reads: ");
    text.append(decimal(random, 1, 20)).append("\n    scattered_reads: ");
    text.append(decimal(random, 0.5, 10)).append("\n    writes: ");
    text.append(decimal(random, 0.5, 10)).append("\n    prefetch_reach: ");
    text.append(one(random, List.of(0, 256, 2048, 8192))).append(" B\n    exposed_share: ");
    return text.append(between(random, 0, 100)).append(" %\n").toString();
  }

  private static String level(
      SplittableRandom random, int leastKib, int fast, int slow, int little, int much) {
    return "{size: "
        + (leastKib << random.nextInt(5))
        + " KiB, latency: "
        + between(random, fast, slow)
        + " ns, bandwidth: "
        + between(random, little, much)
        + " GB/s}\n";
  }

  /** A network while it grows: operators, and the tensors that the next may read. */
  private static final class Network {
    private record Image(String name, int channels, int side) {}

    private final SplittableRandom random;
    private final List<Image> images = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final StringBuilder operators = new StringBuilder();
    private int number;

    Network(SplittableRandom random, int channels, int side) {
      this.random = random;
      images.add(new Image("x", channels, side));
    }

    private String add(String reads, String operator) {
      String name = "op" + number++;
      operators.append("  - {name: ").append(name).append(", inputs: [").append(reads);
      operators.append("], operator: ").append(operator).append("}\n");
      List.of(reads.split(", ", -1)).forEach(unread::remove);
      unread.add(name);
      return name;
    }

    private void image(String reads, String operator, int channels, int side) {
      images.add(new Image(add(reads, operator), channels, side));
    }

    /** An operator on an earlier tensor, mostly the last, so that there are branches. */
    void grow() {
      Image from =
          random.nextInt(3) > 0 ? images.get(images.size() - 1) : one(random, List.copyOf(images));
      int channels = from.channels;
      int side = from.side;
      String name = from.name;
      switch (random.nextInt(14)) {
        case 0, 1, 2 -> convolution(from);
        case 3 -> image(name, "relu", channels, side);
        case 4 -> image(name, "batch_norm", channels, side);
        case 5 -> image(name, "sigmoid", channels, side);
        case 6 -> {
          Image other = same(from);
          image(name + ", " + other.name, one(random, List.of("add", "multiply")), channels, side);
        }
        case 7 -> {
          Image other = ofSide(side);
          image(name + ", " + other.name, "concat, axis: 1", channels + other.channels, side);
        }
        case 8 -> {
          if (side % 2 == 0) {
            image(name, one(random, List.of("max_pool", "average_pool")), channels, side / 2);
          }
        }
        case 9 -> {
          int larger = Math.min(2 * side, 64);
          String how = one(random, List.of("nearest", "bilinear"));
          image(
              name,
              "resize, height: " + larger + ", width: " + larger + ", interpolation: " + how,
              channels,
              larger);
        }
        case 10 ->
            image(
                name,
                "transposed_convolution, channels: " + channels + ", kernel: 2, stride: 2",
                channels,
                2 * side);
        case 11 ->
            image(name, "pad, before: [0, 0, 1, 1], after: [0, 0, 1, 1]", channels, side + 2);
        case 12 -> {
          if (channels > 1) {
            int end = between(random, 1, channels - 1);
            image(name, "slice, axis: 1, start: 0, end: " + end, end, side);
          }
        }
        default -> tokens(from);
      }
    }

    private void convolution(Image from) {
      int kernel = one(random, List.of(1, 3, 3, 5));
      boolean depthwise = random.nextInt(4) == 0;
      // Wide ones, now and then, so that matrix units are what binds.
      int most = random.nextInt(6) == 0 ? 640 : 96;
      int channels = depthwise ? from.channels : between(random, 1, most);
      int stride = kernel > 1 && from.side > 4 && random.nextInt(4) == 0 ? 2 : 1;
      image(
          from.name,
          "convolution, channels: "
              + channels
              + ", kernel: "
              + kernel
              + ", padding: "
              + kernel / 2
              + ", stride: "
              + stride
              + (depthwise ? ", groups: " + channels : ""),
          channels,
          (from.side - 1) / stride + 1);
    }

    /** The image as a matrix of tokens: attention without heads, which ends in an output. */
    private void tokens(Image from) {
      int tokens = from.side * from.side;
      if (tokens > 1024) {
        return;
      }
      String rows = add(from.name, "reshape, shape: [1, " + from.channels + ", " + tokens + "]");
      String x = add(rows, "permute, order: [0, 2, 1]");
      String normal = add(x, "layer_norm");
      String queries = add(normal, "linear, features: 24");
      String keys = add(add(normal, "linear, features: 24"), "permute, order: [0, 2, 1]");
      String scores = add(add(queries + ", " + keys, "matmul"), "softmax");
      add(add(scores + ", " + x, "matmul"), "unary, function: gelu");
    }

    private Image same(Image as) {
      return one(
          random,
          images.stream().filter(i -> i.channels == as.channels && i.side == as.side).toList());
    }

    private Image ofSide(int side) {
      return one(random, images.stream().filter(i -> i.side == side).toList());
    }
  }

  /**
   * Images through operators with branches, at random sizes; whatever nothing reads is returned.
   */
  static String network(SplittableRandom random) {
    int channels = between(random, 1, 24);
    int side = 8 << random.nextInt(3);
    Network network = new Network(random, channels, side);
    network.convolution(network.images.get(0));
    int length = between(random, 3, 12);
    for (int i = 0; i < length; i++) {
      network.grow();
    }
    return "model: graph\ndtype: "
        + one(random, List.of("fp16", "fp32", "int8"))
        + "\ninputs: {x: [1, "
        + channels
        + ", "
        + side
        + ", "
        + side
        + "]}\noperators:\n"
        + network.operators
        + "outputs: "
        + network.unread
        + "\n";
  }
}
