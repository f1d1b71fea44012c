package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.importer.onnx.OnnxImport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** ONNX models, and the workload files that become of them. */
class OnnxFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(
        () -> {
          try {
            OnnxImport.read(new ByteArrayInputStream(bytes), "fuzzed", Map.of());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
