package io.tilewise.cpu.cost;

import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.device.Memory;
import io.tilewise.cpu.device.Memory.Parallelism;
import io.tilewise.cpu.device.SharedLevel;
import java.util.Arrays;
import java.util.List;

/**
 * What reading and writing tensors costs one core.
 *
 * <p><b>Which level serves a stream</b> follows from the working set, the bytes of the tensors that
 * the call reads and writes: the part that the second-level caches of the cores that share the call
 * can hold is there, the next part in the next level, and so on; what no cache holds comes from
 * DRAM. (A tensor has mostly been written by the call just before, so the weights of this one have
 * not displaced it yet.) Of every capacity a call can use a share u; the rest holds what earlier
 * calls left. Share of level k: {@code min(1, u * (S_1 + ... + S_k) / W)} less the shares before
 * it, with sizes S and working set W in bytes. <b>Weights</b> were last read an inference ago, and
 * all that an inference touches has passed since, so that is their W.
 *
 * <p><b>Time</b> per cache line is {@code latency / transfers under way} (Little's law), the mean
 * over the levels for the latency. Prefetchers fetch into the nearest shared level ahead of the
 * core, so of what a level's latency exceeds that one's, only a share is exposed. Transfers under
 * way differ by kind of access ({@link Parallelism}). Reads and writes have transfers of their own
 * and go on at the same time.
 *
 * <p><b>Bandwidth</b> of a shared level is taken by every line that passes through it: one that is
 * read once, one that is written twice, as it is fetched first and written back later, and one that
 * is fetched again as often as that happens beyond the second-level cache.
 *
 * <p>Ignored: that each of several threads reads the weights of a call a first time, and keeps them
 * in its own second-level cache while others keep them in theirs: both count once for the call;
 * that activations which stay from one inference to the next, such as caches of keys and values,
 * were last touched as long ago as weights; that reads which no prefetcher follows might see more
 * of the latency beyond the nearest shared level than others do, address translation, bank
 * conflicts, sharing between what other calls left in the caches.
 */
public final class MemoryPath {
  private static final String STORED = "stored";

  private final CoreType core;
  private final Memory memory;
  private final double secondLevelBytes;
  private final double footprintBytes;
  private final Notes notes;

  /**
   * A way to memory.
   *
   * @param secondLevelBytes capacity of the second-level caches of all cores that share the call
   * @param footprintBytes the least that an inference touches
   */
  MemoryPath(
      CoreType core, Memory memory, double secondLevelBytes, double footprintBytes, Notes notes) {
    this.core = core;
    this.memory = memory;
    this.secondLevelBytes = secondLevelBytes;
    this.footprintBytes = footprintBytes;
    this.notes = notes;
  }

  /** Shares of a working set that the second-level caches and the shared levels hold. */
  public final class Residence {
    private final double[] shares;
    private final double latency;
    private final String latencySymbol;

    /** Under symbols with a prefix, as a kernel may use several in turn. */
    private Residence(double workingSetBytes, double nearestBytes, String prefix, String meaning) {
      List<SharedLevel> levels = memory.levels();
      shares = new double[1 + levels.size()];
      double held = 0;
      double capacity = 0;
      for (int i = 0; i < shares.length; i++) {
        capacity += usable() * (i == 0 ? nearestBytes : levels.get(i - 1).sizeBytes());
        double upToHere = workingSetBytes <= capacity ? 1 : capacity / workingSetBytes;
        shares[i] = upToHere - held;
        held = upToHere;
      }
      latency = meanLatency();
      latencySymbol = prefix + "latency";
      if (notes != Notes.NONE) {
        note(workingSetBytes, prefix, meaning);
      }
    }

    /** Mean latency of a line, in seconds. */
    public double latency() {
      return latency;
    }

    private double meanLatency() {
      double sum = shares[0] * secondLevelLatency();
      for (int i = 1; i < shares.length; i++) {
        sum += shares[i] * memory.exposedLatency(i - 1);
      }
      return sum;
    }

    private void note(double workingSetBytes, String prefix, String meaning) {
      notes.given(prefix + "working_set", meaning, workingSetBytes, "B");
      String share = prefix + "share_";
      StringBuilder formula = new StringBuilder(share).append("l2 * latency_l2");
      notes.given(share + "l2", "share of it in second-level caches", shares[0], "");
      notes.given("latency_l2", "latency of these", secondLevelLatency() * 1e9, "ns");
      for (int i = 1; i < shares.length; i++) {
        SharedLevel level = memory.levels().get(i - 1);
        String name = level.name();
        notes.given(share + name, "share of it in " + name, shares[i], "");
        double exposed = memory.exposedLatency(i - 1);
        notes.given("latency_" + name, "exposed latency of " + name, exposed * 1e9, "ns");
        formula.append(" + ").append(share).append(name).append(" * latency_").append(name);
      }
      notes.put(latencySymbol, "mean latency of a line", formula.toString(), latency * 1e9, "ns");
      notes.given("line", "bytes of a line", memory.lineBytes(), "B");
    }

    /** Share of the bytes that pass through a shared level, 0 being the nearest. */
    private double shareThrough(int level) {
      double share = 0;
      for (int i = level + 1; i < shares.length; i++) {
        share += shares[i];
      }
      return share;
    }
  }

  /** Where data of a working set is. */
  public Residence residence(double workingSetBytes) {
    return new Residence(
        workingSetBytes, secondLevelBytes, "", "bytes of tensors read and written");
  }

  private double secondLevelLatency() {
    return core.l2Latency() / core.clock();
  }

  private Parallelism parallelism() {
    return memory.parallelism();
  }

  /** Where weights are, which were last read an inference ago. */
  public Residence weightResidence() {
    return new Residence(
        footprintBytes, secondLevelBytes, "weights_", "bytes that an inference touches");
  }

  /** Reads bytes one after the other. */
  public Demands read(Demands demands, double bytes, Residence residence) {
    double seconds = transfer(bytes, 0, parallelism().prefetchedReads(), residence, "read");
    return through(demands.plus(Demand.READS, seconds), bytes, residence);
  }

  /**
   * Reads bytes again, one after the other, as often as {@code times} says: what the core's own
   * second-level cache keeps of it in between costs nothing here, the rest comes from the levels
   * beyond.
   */
  public Demands readAgain(Demands demands, double bytes, double times) {
    if (times == 0) {
      return demands;
    }
    Residence kept = new Residence(bytes, core.l2().sizeBytes(), "again_", "bytes read again");
    double beyond = kept.latency() - kept.shares[0] * secondLevelLatency();
    double lines = bytes * times / memory.lineBytes();
    double seconds = lines * beyond / parallelism().prefetchedReads();
    notes.given("times", "how often they are read again", times, "");
    notes.given("prefetched", "transfers under way", parallelism().prefetchedReads(), "");
    notes.put(
        "time_again",
        "time that lines from beyond the second-level cache occupy the transfers",
        "again_working_set / line * times * (again_latency - again_share_l2 * latency_l2)"
            + " / prefetched",
        seconds * 1e9,
        "ns");
    return through(demands.plus(Demand.READS, seconds), bytes * times, kept);
  }

  /** Writes bytes one after the other: their lines are fetched first and written back later. */
  public Demands write(Demands demands, double bytes, Residence residence) {
    double seconds = transfer(bytes, 0, parallelism().writes(), residence, "written");
    return through(demands.plus(Demand.WRITES, seconds), 2 * bytes, residence);
  }

  /**
   * Writes bytes one after the other as whole lines: none is fetched first, so each passes once
   * instead of twice and occupies a transfer for half as long as one that is.
   */
  public Demands storeLines(Demands demands, double bytes, Residence residence) {
    double seconds = transfer(bytes, 0, 2 * parallelism().writes(), residence, STORED);
    return through(demands.plus(Demand.WRITES, seconds), bytes, residence);
  }

  /**
   * Reads bytes column by column: pieces of {@code piece} bytes from {@code rows} rows that lie
   * {@code stride} bytes apart, then the next pieces of the same rows.
   *
   * <p>A line holds {@code line / piece} pieces of a row. It is fetched once from where the data
   * is, and for every further piece again from the nearest cache that could keep all the rows'
   * lines meanwhile (of shared levels only their size counts, as they hash their sets): none of
   * these fetches if that is the first-level cache. Of rows shorter than a line, those that share
   * one use it at the same time. Of pieces longer than a line, the lines behind the first are read
   * one after the other.
   */
  public Demands readColumns(
      Demands demands, double bytes, long rows, long stride, double piece, Residence residence) {
    Repetition again = repetition(rows, stride, piece);
    double parallel = columnReads(stride, piece);
    double seconds = transfer(bytes, again.latency(), parallel, residence, "read");
    Demands first = through(demands.plus(Demand.READS, seconds), bytes, residence);
    return again.through(first, bytes);
  }

  /** Reads under way of pieces that lie {@code stride} bytes apart. */
  private double columnReads(long stride, double piece) {
    double inOrder = parallelism().prefetchedReads();
    if (stride <= parallelism().prefetchReachBytes()) {
      return inOrder;
    }
    double scattered = Math.min(1, memory.lineBytes() / piece);
    return 1 / (scattered / parallelism().scatteredReads() + (1 - scattered) / inOrder);
  }

  /**
   * Writes bytes to {@code streams} rows at once that lie {@code stride} bytes apart, {@code piece}
   * bytes to each in turn. Lines that the first-level cache cannot keep until they are full are
   * fetched again for every piece.
   */
  public Demands writeStreams(
      Demands demands, double bytes, long streams, long stride, double piece, Residence residence) {
    Repetition again = repetition(streams, stride, piece);
    double seconds = transfer(bytes, again.latency(), parallelism().writes(), residence, "written");
    Demands first = through(demands.plus(Demand.WRITES, seconds), 2 * bytes, residence);
    return again.through(first, 2 * bytes);
  }

  /** Seconds that lines occupy the core's transfers. */
  private double transfer(
      double bytes, double again, double parallel, Residence residence, String done) {
    double seconds = bytes / memory.lineBytes() * (residence.latency() + again) / parallel;
    if (notes != Notes.NONE) {
      noteTransfer(bytes, again, parallel, residence.latencySymbol, done, seconds);
    }
    return seconds;
  }

  private void noteTransfer(
      double bytes,
      double again,
      double parallel,
      String latencySymbol,
      String done,
      double seconds) {
    notes.given("bytes_" + done, "bytes " + done, bytes, "B");
    notes.given(
        "again", "latency of fetching a line again for its other pieces", again * 1e9, "ns");
    String twice = done.equals(STORED) ? ", twice those of writes as none is fetched" : "";
    notes.given("parallel", "transfers under way" + twice, parallel, "");
    notes.put(
        "time_" + done,
        "time that they occupy the transfers",
        "bytes_" + done + " / line * (" + latencySymbol + " + again) / parallel",
        seconds * 1e9,
        "ns");
  }

  /**
   * Fetches of a line beyond the first.
   *
   * @param latency of all of them together, in seconds
   * @param fetches how many there are
   * @param levels through how many shared levels they pass
   */
  private record Repetition(double latency, double fetches, int levels) {
    static final Repetition NONE = new Repetition(0, 0, 0);

    /** Adds to demands that lines of some bytes are fetched as often as this. */
    Demands through(Demands demands, double bytes) {
      double[] passing = new double[demands.sharedLevels()];
      Arrays.fill(passing, 0, levels, bytes * fetches);
      return demands.plusBytes(passing);
    }
  }

  private Repetition repetition(long rows, long stride, double piece) {
    if (core.l1d().holds(rows, stride, usable())) {
      return Repetition.NONE;
    }
    double fetches = Math.max(0, Math.min(memory.lineBytes(), stride) / piece - 1);
    if (core.l2().holds(rows, stride, usable())) {
      return new Repetition(fetches * secondLevelLatency(), fetches, 0);
    }
    int level = levelThatKeeps(rows * Math.min(memory.lineBytes(), stride));
    return new Repetition(fetches * memory.exposedLatency(level), fetches, level + 1);
  }

  /** The nearest shared level with room for so many bytes; DRAM, the last one, has room for all. */
  private int levelThatKeeps(double bytes) {
    List<SharedLevel> levels = memory.levels();
    int level = 0;
    while (level < levels.size() - 1 && usable() * levels.get(level).sizeBytes() < bytes) {
      level++;
    }
    return level;
  }

  private double usable() {
    return memory.usableShare();
  }

  private Demands through(Demands demands, double bytes, Residence residence) {
    double[] passing = new double[memory.levels().size()];
    for (int level = 0; level < passing.length; level++) {
      passing[level] = bytes * residence.shareThrough(level);
    }
    return demands.plusBytes(passing);
  }
}
