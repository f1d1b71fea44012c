package io.tilewise.importer.executorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.google.flatbuffers.FlatBufferBuilder;
import io.tilewise.importer.Fixtures;
import io.tilewise.importer.binary.BinaryFile;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Precision;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.MovementOperator.Concat;
import io.tilewise.workload.graph.MovementOperator.Permute;
import io.tilewise.workload.graph.Operator;
import io.tilewise.workload.graph.Workload;
import io.tilewise.workload.lowering.Lowering;
import io.tilewise.workload.lowering.LoweringOptions;
import io.tilewise.workload.model.SqueezeSam;
import io.tilewise.workload.model.SqueezeSamParameters;
import io.tilewise.workload.model.SqueezeSamParameters.Parts;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Network;
import io.tilewise.workload.plan.Plan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExecutorchReaderTest {

  private static Network.Lowered read(String name) {
    return ExecutorchReader.read(
        Fixtures.path("executorch/" + name + ".pte"), name, "", Optional.empty());
  }

  /** Certified: what another reader decoded from the same program. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiny_v1.1.0_core_fp16",
        "tiny_v1.1.0_core_int8pt",
        "tiny_v1.2.0_core_fp16",
        "tiny_v1.2.0_core_int8pt"
      })
  void thePlanIsTheDecodedList(String name) throws IOException {
    List<Map<String, String>> rows = rows("executorch/" + name + ".ops.csv");
    List<KernelCall> calls = read(name).plan().calls();
    assertThat(calls.stream().map(ExecutorchReaderTest::head))
        .containsExactlyElementsOf(
            rows.stream()
                .map(r -> r.get("kind") + " " + r.get("delegate") + " " + r.get("op"))
                .toList());
    for (int i = 0; i < calls.size(); i++) {
      KernelCall call = calls.get(i);
      String inputs = rows.get(i).get("inputs");
      if (call.backend() == Backend.XNNPACK) {
        assertThat(tensors(call.operands())).as("row %d", i).isEqualTo(inputs);
        assertThat(call.result()).as("row %d", i).hasToString(rows.get(i).get("output"));
      } else {
        // The list has weights and results behind the operands, and leaves out those of a cat.
        String all = tensors(call.operands()) + " " + call.result();
        String first = call.operator() instanceof Concat ? "" : tensors(call.operands());
        assertThat(inputs + " " + rows.get(i).get("output"))
            .as("row %d: %s", i, all)
            .startsWith(first)
            .contains(call.result().toString());
      }
    }
  }

  private static String head(KernelCall call) {
    OptionalInt delegate = call.delegate();
    return (delegate.isPresent() ? "xnnpack " + delegate.getAsInt() : "kernel ")
        + " "
        + call.runtimeOperator();
  }

  private static String tensors(List<TensorType> types) {
    return types.stream().map(TensorType::toString).collect(Collectors.joining(" "));
  }

  private static List<Map<String, String>> rows(String resource) throws IOException {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerFor(Map.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(Fixtures.bytes(resource))) {
      return rows.readAll();
    }
  }

  /** Two ways to the same plan: through the real exporter, and through our lowering. */
  @ParameterizedTest
  @CsvSource({"v1.1.0, fp16", "v1.1.0, int8pt", "v1.2.0, fp16", "v1.2.0, int8pt"})
  void thePlanIsThatOfOurLowering(String version, String precision) {
    Plan ours = lowered(version, precision);
    Plan read = read("tiny_" + version + "_core_" + precision).plan();
    assertThat(read.calls().stream().map(ExecutorchReaderTest::essence))
        .containsExactlyElementsOf(
            ours.calls().stream().map(ExecutorchReaderTest::essence).toList());
    assertThat(read.multiplyAccumulates()).isEqualTo(ours.multiplyAccumulates());
  }

  private static Plan lowered(String version, String precision) {
    SqueezeSamParameters tiny =
        new SqueezeSamParameters(Parts.CORE, 64, 2, 8, List.of(8, 16, 16), 1, 2, 16, 3);
    LoweringOptions options =
        LoweringOptions.defaults().withDecomposeBatchNorm(version.equals("v1.2.0"));
    Workload workload =
        precision.equals("fp16")
            ? Workload.floating(Precision.FP16, SqueezeSam.build(tiny, ElementType.F16))
            : Workload.quantized(WeightScales.PER_TENSOR, SqueezeSam.build(tiny, ElementType.F32));
    return new Lowering(options).lower(workload);
  }

  /** All of a call but its name and why it is there, which a program does not say. */
  private static String essence(KernelCall call) {
    List<TensorType> operands =
        call.operands().stream().map(t -> t.shape().rank() == 0 ? t.with(Shape.of(1)) : t).toList();
    Operator operator =
        call.operator() instanceof Concat concat ? new Concat(concat.axis()) : call.operator();
    return String.join(
        " ",
        String.valueOf(call.index()),
        call.runtimeOperator(),
        operator.toString(),
        call.backend().key(),
        call.delegate().toString(),
        operands.toString(),
        call.result().toString(),
        // A program does not say whether the model or the runtime asked for a permute.
        call.operator() instanceof Permute ? "" : call.layout().toString(),
        call.weightScales().toString(),
        call.category().key(),
        call.inputs().toString());
  }

  @Test
  void thePrecisionIsThatOfTheMatrixProducts() {
    assertThat(read("tiny_v1.2.0_core_fp16").precision()).isEqualTo(Precision.FP16);
    assertThat(read("tiny_v1.2.0_core_int8pt").precision()).isEqualTo(Precision.INT8);
  }

  @Test
  void aMethodIsFoundByItsName() {
    byte[] bytes = Fixtures.bytes("executorch/tiny_v1.2.0_core_fp16.pte");
    BinaryFile file = BinaryFile.of("net.pte", ByteBuffer.wrap(bytes));
    assertThat(ExecutorchReader.read(file, "n", "", Optional.of("forward")).plan().calls())
        .isNotEmpty();
    assertThatThrownBy(() -> ExecutorchReader.read(file, "n", "", Optional.of("backward")))
        .isInstanceOf(ImportException.class)
        .hasMessage("net.pte: there is no method \"backward\"; there are forward");
  }

  @Test
  void anotherFileIsRefusedWithItsByte() {
    BinaryFile file = BinaryFile.of("net.pte", ByteBuffer.wrap(new byte[64]));
    assertThatThrownBy(() -> ExecutorchReader.read(file, "n", "", Optional.empty()))
        .isInstanceOf(ImportException.class)
        .hasMessageStartingWith("net.pte: byte 4: an ExecuTorch program has ET12 here");
  }

  @Test
  void aProgramCutShortIsRefused() {
    byte[] bytes = Fixtures.bytes("executorch/tiny_v1.2.0_core_fp16.pte");
    BinaryFile file = BinaryFile.of("net.pte", ByteBuffer.wrap(bytes, 0, 5000));
    assertThatThrownBy(() -> ExecutorchReader.read(file, "n", "", Optional.empty()))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("the program is at 0 with")
        .hasMessageContaining("which is outside");
  }

  /** A table with a small number in field 0 and, if there is one, a reference in field 1. */
  private static int table(FlatBufferBuilder out, int number, int reference) {
    out.startTable(2);
    out.addByte(0, (byte) number, 0);
    out.addOffset(1, reference, 0);
    return out.endTable();
  }

  private static int vector(FlatBufferBuilder out, int... references) {
    return out.createVectorOfTables(references);
  }

  private static int ints(FlatBufferBuilder out, int count, int value, int last) {
    out.startVector(4, count + 1, 4);
    out.addInt(last);
    for (int i = 0; i < count; i++) {
      out.addInt(value);
    }
    return out.endVector();
  }

  /** A kernel call that has a list of so many tensors so many times as an argument. */
  private static byte[] listsOfLists(int count) {
    FlatBufferBuilder out = new FlatBufferBuilder();
    int sizes = ints(out, 0, 0, 4);
    out.startTable(3);
    out.addByte(0, (byte) 6, 0);
    out.addOffset(2, sizes, 0);
    int tensor = table(out, ProgramValue.TENSOR, out.endTable());
    int items = ints(out, count, 0, 0);
    out.startTable(1);
    out.addOffset(0, items, 0);
    int list = table(out, ProgramValue.TENSOR_LIST, out.endTable());
    int values = vector(out, tensor, list);
    int name = out.createString("aten::cat");
    int overload = out.createString("out");
    out.startTable(2);
    out.addOffset(0, name, 0);
    out.addOffset(1, overload, 0);
    int operators = vector(out, out.endTable());
    int arguments = ints(out, count, 1, 0);
    out.startTable(2);
    out.addInt(0, 0, 1);
    out.addOffset(1, arguments, 0);
    int instructions = vector(out, table(out, 1, out.endTable()));
    out.startTable(3);
    out.addOffset(2, instructions, 0);
    int chains = vector(out, out.endTable());
    int forward = out.createString("forward");
    out.startTable(7);
    out.addOffset(0, forward, 0);
    out.addOffset(2, values, 0);
    out.addOffset(5, chains, 0);
    out.addOffset(6, operators, 0);
    int methods = vector(out, out.endTable());
    out.startTable(2);
    out.addOffset(1, methods, 0);
    out.finish(out.endTable(), "ET12");
    return out.sizedByteArray();
  }

  /** Found by reading: 3 tensors 3 times are read, but 20 000 times 20 000 took for ever. */
  @Test
  void aListThatIsNamedAgainAndAgainDoesNotMultiply() {
    assertThat(read(listsOfLists(3)).plan().calls().get(0).operands()).hasSize(3 * 4);
    byte[] hostile = listsOfLists(20_000);
    assertThat(hostile).hasSizeLessThan(200_000);
    assertTimeout(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> read(hostile))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("the same again and again"));
  }

  private static Network.Lowered read(byte[] bytes) {
    return ExecutorchReader.read(
        BinaryFile.of("p.pte", ByteBuffer.wrap(bytes)), "n", "", Optional.empty());
  }
}
