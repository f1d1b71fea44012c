package io.tilewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tilewise.importer.binary.BinaryFile;
import io.tilewise.importer.executorch.ExecutorchReader;
import java.nio.ByteBuffer;
import java.util.Optional;

/** ExecuTorch programs ({@code .pte}). */
class ProgramFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void isReadOrRefused(byte[] bytes) {
    Reading.inTime(
        () ->
            ExecutorchReader.read(
                BinaryFile.of("fuzzed", ByteBuffer.wrap(bytes)), "n", "", Optional.empty()));
  }
}
