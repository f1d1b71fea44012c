package io.tilewise.importer.measurement;

import io.tilewise.importer.binary.BinaryFile;
import io.tilewise.importer.binary.FlatTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads ETDumps, ExecuTorch's binary traces: {@code ED00}, usually with the size before it. Each
 * inference is a block {@code Execute}; times are in nanoseconds. Field numbers are those of {@code
 * devtools/etdump/etdump_schema_flatcc.fbs}.
 */
final class EtdumpReader {
  static final String IDENTIFIER = "ED00";
  private static final String BLOCK = "Execute";
  private static final double NANOS_PER_MICRO = 1e3;

  private EtdumpReader() {}

  static Measurement read(BinaryFile file) {
    int start = file.has(8, IDENTIFIER) ? 4 : 0;
    if (!file.has(start + 4, IDENTIFIER)) {
      throw file.error(start + 4L, "an ETDump has ED00 here");
    }
    List<Measurement.Run> runs = new ArrayList<>();
    for (FlatTable block : FlatTable.root(file, start, "the trace").tables(1, "block")) {
      if (block.text(0, "a block's name").equals(BLOCK)) {
        runs.add(Measurement.Run.of(file.name(), runs.size(), events(block)));
      }
    }
    return new Measurement(file.name(), runs);
  }

  private static List<MeasuredEvent> events(FlatTable block) {
    List<MeasuredEvent> events = new ArrayList<>();
    for (FlatTable event : block.tables(3, "event")) {
      event.optionalTable(0, "a profile event").map(EtdumpReader::event).ifPresent(events::add);
    }
    return events;
  }

  private static MeasuredEvent event(FlatTable event) {
    long start = event.int64(6);
    long end = event.int64(7);
    if (start < 0 || end < start) {
      throw event.error("it begins at " + start + " ns and ends at " + end + " ns");
    }
    String delegated = event.text(4, "the name of a delegate's operator");
    boolean numbered = event.has(3) && event.int32(3) >= 0;
    String name = delegated.isEmpty() ? event.text(0, "an event's name") : delegated;
    return new MeasuredEvent(
        name, !delegated.isEmpty() || numbered, start / NANOS_PER_MICRO, end / NANOS_PER_MICRO);
  }
}
