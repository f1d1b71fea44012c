package io.tilewise.importer.measurement;

import io.tilewise.importer.binary.BinaryFile;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.importer.binary.RegularFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Inferences that somebody measured, operator by operator.
 *
 * @param file what the user calls the file
 * @param runs the inferences in order, at least one, all with the same operators
 */
public record Measurement(String file, List<Run> runs) {

  /** Bytes of an ETDump's identifier and what may stand before it. */
  private static final int HEAD = 12;

  /**
   * An inference.
   *
   * @param operators the operators in order of execution: those in delegates, and calls of portable
   *     kernels
   * @param latencyMicros time from its start to its end, what lies between operators included
   */
  public record Run(List<MeasuredEvent> operators, double latencyMicros) {
    public Run {
      operators = List.copyOf(operators);
    }

    /**
     * The operators among the events of an inference. A call that the trace has only from outside
     * stands for its kernel.
     *
     * @param events in the order of the trace, in which what lies within another comes before it
     */
    static Run of(String file, int number, List<MeasuredEvent> events) {
      List<MeasuredEvent> operators = new ArrayList<>();
      double latency = Double.NaN;
      for (MeasuredEvent event : events) {
        boolean hasKernel =
            !operators.isEmpty() && operators.get(operators.size() - 1).isWithin(event);
        if (event.delegated()
            || event.isNativeCall()
            || (event.name().equals(MeasuredEvent.OPERATOR_CALL) && !hasKernel)) {
          operators.add(event);
        } else if (event.name().equals(MeasuredEvent.EXECUTE)) {
          latency = event.durationMicros();
        }
      }
      if (Double.isNaN(latency)) {
        throw new ImportException(
            file, "", "run " + number + " has no event " + MeasuredEvent.EXECUTE);
      }
      return new Run(operators, latency);
    }
  }

  /**
   * Refuses a measurement without runs, and runs of different operators.
   *
   * @throws ImportException if so
   */
  public Measurement {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new ImportException(
          file, "", "no inference was measured; there is no event " + MeasuredEvent.EXECUTE);
    }
    List<String> names = names(runs.get(0));
    for (int i = 1; i < runs.size(); i++) {
      List<String> others = names(runs.get(i));
      if (!others.equals(names)) {
        int at = firstDifference(names, others);
        throw new ImportException(
            file, "", "run " + i + " has other operators than run 0, from operator " + at + " on");
      }
    }
  }

  private static List<String> names(Run run) {
    return run.operators().stream().map(MeasuredEvent::name).toList();
  }

  private static int firstDifference(List<String> some, List<String> others) {
    int common = Math.min(some.size(), others.size());
    return IntStream.range(0, common)
        .filter(i -> !some.get(i).equals(others.get(i)))
        .findFirst()
        .orElse(common);
  }

  /**
   * Reads an ETDump or a timeline CSV; which of both it is, its first bytes say.
   *
   * @param name what the user calls the file
   * @throws ImportException if it is neither, or damaged
   * @throws UncheckedIOException if it cannot be read
   */
  public static Measurement read(Path path, String name) {
    RegularFile.require(path, name);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
      return head.contains(EtdumpReader.IDENTIFIER)
          ? EtdumpReader.read(BinaryFile.open(path, name))
          : TimelineCsvReader.read(path, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same for bytes that are at hand already. */
  public static Measurement read(byte[] bytes, String name) {
    int head = Math.min(bytes.length, HEAD);
    if (new String(bytes, 0, head, StandardCharsets.ISO_8859_1).contains(EtdumpReader.IDENTIFIER)) {
      return EtdumpReader.read(BinaryFile.of(name, ByteBuffer.wrap(bytes)));
    }
    try {
      return TimelineCsvReader.read(new ByteArrayInputStream(bytes), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The operators, which are the same in all runs. */
  public List<MeasuredEvent> operators() {
    return runs.get(0).operators();
  }

  /** Median time of an operator over the runs, in microseconds. */
  public double medianMicros(int operator) {
    return median(
        runs.stream().mapToDouble(run -> run.operators().get(operator).durationMicros()).toArray());
  }

  /** Median time of an inference over the runs, in microseconds. */
  public double medianLatencyMicros() {
    return median(runs.stream().mapToDouble(Run::latencyMicros).toArray());
  }

  /** Of an even number the mean of the two in the middle. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
