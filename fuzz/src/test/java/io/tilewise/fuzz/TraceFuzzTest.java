package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.importer.measurement.Measurement;

/** ETDumps and timeline CSVs that {@code measured} takes; its first bytes say which a file is. */
class TraceFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(
        () -> {
          Measurement measurement = Measurement.read(bytes, "fuzzed");
          for (int i = 0; i < measurement.operators().size(); i++) {
            Reading.requireTime(measurement.medianMicros(i));
          }
          Reading.requireTime(measurement.medianLatencyMicros());
        });
  }
}
