package io.tilewise.importer.executorch;

import io.tilewise.importer.binary.BinaryFile;
import io.tilewise.importer.binary.FlatTable;
import io.tilewise.importer.binary.ImportException;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Precision;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Network;
import io.tilewise.workload.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads ExecuTorch programs ({@code .pte}) whose delegates are XNNPACK's.
 *
 * <p>Layout: {@code ET12} at byte 4; {@code eh00} at 8, then the header's length at 12, the
 * program's size at 16 and the start of its segments at 24. Weights are never looked at. Field
 * numbers are those of {@code schema/program.fbs} of ExecuTorch v1.1.0 and v1.2.0.
 */
public final class ExecutorchReader {
  private static final String IDENTIFIER = "ET12";
  private static final String HEADER = "eh00";
  private static final int KERNEL_CALL = 1;
  private static final int DELEGATE_CALL = 2;
  private static final int JUMP_FALSE_CALL = 4;
  private static final int MOST_CALLS = 100_000;
  private static final String XNNPACK = "XnnpackBackend";

  private final BinaryFile file;
  private final FlatTable program;

  private ExecutorchReader(BinaryFile file) {
    this.file = file;
    if (!file.has(4, IDENTIFIER)) {
      throw file.error(
          4,
          "an ExecuTorch program has ET12 here; is this a .pte file of ExecuTorch 0.2 or later?");
    }
    BinaryFile flat = file;
    if (file.has(8, HEADER)) {
      flat = file.part(0, file.uint63(16, "the size of the program"), "the program");
    }
    this.program = FlatTable.root(flat, 0, "the program");
  }

  /**
   * The kernel calls of a program.
   *
   * @param path the file
   * @param name what reports call the network
   * @param description what it is; may be empty
   * @param method which of its methods; the first if empty
   * @throws ImportException if it is no program, or one that Tilewise cannot run
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static Network.Lowered read(
      Path path, String name, String description, Optional<String> method) {
    BinaryFile file = BinaryFile.open(path, path.toString());
    return read(file, name, description, method);
  }

  /** The same for bytes that are at hand already. */
  public static Network.Lowered read(
      BinaryFile file, String name, String description, Optional<String> method) {
    ExecutorchReader reader = new ExecutorchReader(file);
    List<KernelCall> calls = reader.calls(reader.method(method));
    return new Network.Lowered(name, description, precision(calls), new Plan(name, calls));
  }

  private FlatTable method(Optional<String> wanted) {
    List<FlatTable> methods = program.tables(1, "method");
    if (methods.isEmpty()) {
      throw program.error("it has no method");
    }
    if (wanted.isEmpty()) {
      return methods.get(0);
    }
    return methods.stream()
        .filter(method -> method.text(0, "a method's name").equals(wanted.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new ImportException(
                    file.name(),
                    "",
                    "there is no method \""
                        + wanted.get()
                        + "\"; there are "
                        + methods.stream()
                            .map(m -> m.text(0, "a method's name"))
                            .collect(Collectors.joining(", "))));
  }

  private List<KernelCall> calls(FlatTable method) {
    List<ProgramValue> values = new ArrayList<>();
    for (FlatTable value : method.tables(2, "value")) {
      values.add(ProgramValue.of(value, values.size()));
    }
    List<String> operators = new ArrayList<>();
    for (FlatTable operator : method.tables(6, "operator")) {
      String overload = operator.text(1, "an operator's overload");
      String qualified = operator.text(0, "an operator's name");
      operators.add(overload.isEmpty() ? qualified : qualified + "." + overload);
    }
    List<FlatTable> chains = method.tables(5, "chain");
    if (chains.size() != 1) {
      throw method.error(chains.size() + " chains of instructions; Tilewise runs one");
    }
    return new Instructions(values, operators, method.tables(7, "delegate"))
        .run(chains.get(0).tables(2, "instruction"));
  }

  /** The instructions of a method, which are run from first to last. */
  private final class Instructions {
    private final List<ProgramValue> values;
    private final List<String> operators;
    private final List<FlatTable> delegates;
    private final PlanBuilder plan = new PlanBuilder();

    Instructions(List<ProgramValue> values, List<String> operators, List<FlatTable> delegates) {
      this.values = values;
      this.operators = operators;
      this.delegates = delegates;
    }

    List<KernelCall> run(List<FlatTable> instructions) {
      for (int i = 0; i < instructions.size(); i++) {
        FlatTable instruction = instructions.get(i);
        int kind = instruction.uint8(0);
        if (kind == KERNEL_CALL) {
          kernel(i, instruction.table(1, "kernel call"));
        } else if (kind == DELEGATE_CALL) {
          delegate(instruction.table(1, "delegate call"));
        } else if (kind == JUMP_FALSE_CALL) {
          throw instruction.error(
              "instruction "
                  + i
                  + " jumps, so what is executed depends on the input; export without"
                  + " control flow");
        }
        if (plan.size() > MOST_CALLS) {
          throw instruction.error("more than " + MOST_CALLS + " kernel calls");
        }
      }
      return plan.calls();
    }

    private void kernel(int index, FlatTable call) {
      int number = call.int32(0);
      if (number < 0 || number >= operators.size()) {
        throw call.error("operator " + number + " is none; there are " + operators.size());
      }
      String operator = operators.get(number);
      KernelArguments arguments =
          new KernelArguments(
              operator,
              values,
              call.ints(1, "the arguments of a kernel call"),
              message -> call.error("instruction " + index + ", " + operator + ": " + message));
      call.spend(arguments.size());
      if (!isFree(operator) && arguments.writesTensor()) {
        plan.addPortable(index, arguments);
      }
    }

    /** Operators on single numbers and views, which the runtime executes without touching data. */
    private boolean isFree(String operator) {
      return operator.startsWith("executorch_prim::");
    }

    private void delegate(FlatTable call) {
      int number = call.int32(0);
      if (number < 0 || number >= delegates.size()) {
        throw call.error("delegate " + number + " is none; there are " + delegates.size());
      }
      FlatTable delegate = delegates.get(number);
      String backend = delegate.text(0, "a backend's name");
      if (!backend.equals(XNNPACK)) {
        throw delegate.error(
            "the delegate is for " + backend + "; Tilewise runs XNNPACK's on the CPU only");
      }
      plan.addDelegate(XnnGraph.read(payload(delegate)), places(call));
    }

    /** Where the arguments of a delegate call lie; empty for what is no tensor. */
    private List<String> places(FlatTable call) {
      List<String> places = new ArrayList<>();
      for (int index : call.ints(1, "the arguments of a delegate call")) {
        if (index < 0 || index >= values.size()) {
          throw call.error("argument " + index + " is no value; there are " + values.size());
        }
        places.add(values.get(index) instanceof ProgramValue.Tensor tensor ? tensor.place() : "");
      }
      return places;
    }

    private BinaryFile payload(FlatTable delegate) {
      FlatTable reference = delegate.table(1, "the payload of a delegate");
      long index = reference.uint32(1);
      boolean inline = reference.uint8(0) == 0;
      List<FlatTable> places =
          inline
              ? program.tables(3, "payload of a delegate")
              : program.tables(4, "segment of the program");
      if (index >= places.size()) {
        throw reference.error("payload " + index + " is none; there are " + places.size());
      }
      FlatTable place = places.get((int) index);
      if (inline) {
        return place.bytes(0, "the payload of a delegate");
      }
      if (!file.has(8, HEADER)) {
        throw place.error("a program with segments needs a header eh00");
      }
      long base = file.uint63(24, "the start of the segments");
      long offset = place.int64(0);
      if (offset < 0 || base > Long.MAX_VALUE - offset) {
        throw place.error("the segment is at " + Long.toUnsignedString(offset));
      }
      return file.part(base + offset, place.int64(1), "the payload of a delegate");
    }
  }

  /** 8 bits if any matrix product is, else half precision if any is, else single. */
  private static Precision precision(List<KernelCall> calls) {
    boolean quantized = calls.stream().anyMatch(call -> call.weightScales().isPresent());
    if (quantized) {
      return Precision.INT8;
    }
    boolean half = calls.stream().anyMatch(call -> call.result().element() == ElementType.F16);
    return half ? Precision.FP16 : Precision.FP32;
  }
}
