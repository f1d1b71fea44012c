package io.tilewise.cpu.pricing;

import io.tilewise.config.Format;
import io.tilewise.config.Loaded;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.CostModels;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.KernelsFile;
import io.tilewise.cpu.file.KernelsFile.ExecutesBlock;
import io.tilewise.cpu.file.KernelsFile.InstructionSet;
import io.tilewise.cpu.file.KernelsFile.KernelBlock;
import io.tilewise.cpu.file.KernelsFile.Multiplier;
import io.tilewise.cpu.file.KernelsFile.Rows;
import io.tilewise.cpu.file.KernelsFile.Taps;
import io.tilewise.cpu.file.RuntimeFile;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.WeightScales;
import io.tilewise.workload.graph.MatrixOperator.Convolution;
import io.tilewise.workload.graph.OperatorKind;
import io.tilewise.workload.plan.Backend;
import io.tilewise.workload.plan.KernelCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which kernel executes a call: the first in the kernel file that fits the call, that the runtime
 * has, and whose instruction set the runtime was built for and the cores have.
 */
public final class KernelTable {
  private final String version;
  private final RuntimeFile runtime;
  private final List<Kernel> kernels;

  private KernelTable(String version, RuntimeFile runtime, List<Kernel> kernels) {
    this.version = version;
    this.runtime = runtime;
    this.kernels = List.copyOf(kernels);
  }

  /**
   * The kernels of a runtime.
   *
   * @throws io.tilewise.config.ConfigException if the parameters of a kernel are not those of its
   *     cost model, or the runtime names a kernel that the file does not have
   */
  public static KernelTable of(Loaded<RuntimeFile> runtime, KernelsFile file) {
    List<String> matrixUnitKernels =
        file.kernels().entrySet().stream()
            .filter(entry -> entry.getValue().isa() == InstructionSet.SME2)
            .map(Map.Entry::getKey)
            .toList();
    runtime.check(
        checks -> {
          List<String> named = runtime.value().sme2Kernels();
          for (int i = 0; i < named.size(); i++) {
            checks.at("sme2_kernels").at(i).knownName(named.get(i), matrixUnitKernels, "kernels");
          }
        });
    Map<String, ModelFormat<?>> models = new HashMap<>();
    CostModels.load().byName().forEach((name, model) -> models.put(name, ModelFormat.of(model)));
    List<Kernel> kernels = new ArrayList<>();
    file.kernels()
        .forEach((name, block) -> kernels.add(models.get(block.model()).kernel(name, block)));
    return new KernelTable(runtime.value().version(), runtime.value(), kernels);
  }

  /** A cost model with the format of its parameters, which kernels of that model share. */
  private record ModelFormat<P extends Record>(CostModel<P> model, Format<P> parameters) {
    static <P extends Record> ModelFormat<P> of(CostModel<P> model) {
      return new ModelFormat<>(model, Format.of(model.parameterType()));
    }

    Kernel kernel(String name, KernelBlock block) {
      P bound = parameters.bind(block.parameters(), ParameterForm.FULL).value();
      return new Kernel(
          name, block.executes(), block.isa(), block.source(), Kernel.price(model, bound));
    }
  }

  /**
   * A kernel chosen for a call.
   *
   * @param kernel the kernel
   * @param fallback why it is not one for the matrix unit, where the runtime was built for it and
   *     has such kernels for this kind of operator; else empty
   */
  public record Choice(Kernel kernel, String fallback) {}

  /**
   * The kernel for a call on some cores of a device.
   *
   * @throws NoKernelException if there is none
   */
  public Choice choose(KernelCall call, Device device, List<Core> cores) {
    return choose(call, UnitUse.of(device, cores));
  }

  Choice choose(KernelCall call, UnitUse unit) {
    Kernel kernel = first(call, unit);
    return new Choice(kernel, fallback(kernel, call, unit));
  }

  private Kernel first(KernelCall call, UnitUse unit) {
    return kernels.stream()
        .filter(k -> isBuilt(k) && (k.isa() != InstructionSet.SME2 || unit.allows(k.executes())))
        .filter(k -> fits(k, call))
        .findFirst()
        .orElseThrow(() -> noKernel(call));
  }

  private NoKernelException noKernel(KernelCall call) {
    List<String> others = formats(Kernel.kindOf(call), call.backend(), ElementType::symbol);
    String wanted = firstElement(call).symbol() + weights(call.weightScales());
    return new NoKernelException(
        call, version, weights(call.weightScales()), others.contains(wanted) ? List.of() : others);
  }

  /**
   * In what an operator may be computed, by the kernels that the runtime was built with: element
   * type of what it reads and, where they have fewer bits, how weights are stored. As the names say
   * it, in the order of element types: {@code fp16}, {@code fp32 with weights in int4_block32}.
   *
   * @param kind the operator
   * @param backend where it is executed
   * @param name what to call an element type; empty to leave it out
   */
  public List<String> formats(
      OperatorKind kind, Backend backend, Function<ElementType, String> name) {
    Set<String> formats = new LinkedHashSet<>();
    for (ElementType element : ElementType.values()) {
      kernels.stream()
          .filter(k -> isBuilt(k) && k.executes().backend() == backend)
          .filter(k -> k.executes().operators().contains(kind))
          .filter(k -> fits(k.executes().elements(), element) && !name.apply(element).isEmpty())
          .map(k -> name.apply(element) + weights(k.executes().weightScales()))
          .forEach(formats::add);
    }
    return List.copyOf(formats);
  }

  private boolean isBuilt(Kernel kernel) {
    return kernel.isa() == InstructionSet.SCALAR
        || (runtime.instructionSets().contains(kernel.isa()) && isPresent(kernel));
  }

  private boolean isPresent(Kernel kernel) {
    return kernel.isa() != InstructionSet.SME2 || runtime.sme2Kernels().contains(kernel.name());
  }

  private boolean fits(Kernel kernel, KernelCall call) {
    ExecutesBlock executes = kernel.executes();
    return kernel.executesKind(call)
        && fits(executes.elements(), firstElement(call))
        && fits(executes.results(), call.result().element())
        && fitsWeights(executes.weightScales(), call)
        && executes.compiledFor().map(c -> c == runtime.portableKernels()).orElse(true)
        && executes.taps().map(taps -> taps == taps(call)).orElse(true)
        && executes.mostTaps().map(most -> positions(call) <= most).orElse(true)
        && executes.multiplier().map(multiplier -> multiplier == multiplier(call)).orElse(true)
        && executes.rows().map(rows -> rows == rows(call)).orElse(true);
  }

  /** A kernel that says nothing of weights has none of fewer bits than its operands. */
  private static boolean fitsWeights(Optional<WeightScales> wanted, KernelCall call) {
    return wanted
        .map(scales -> call.weightScales().equals(Optional.of(scales)))
        .orElse(!call.hasWeightsOnlyQuantized());
  }

  private static Rows rows(KernelCall call) {
    long rows =
        switch (call.operator().kind()) {
          case LINEAR -> call.result().elements() / Math.max(1, call.result().shape().dim(-1));
          case BATCH_MATMUL -> call.result().shape().dim(-2);
          default -> 2;
        };
    return rows == 1 ? Rows.ONE : Rows.SEVERAL;
  }

  private static Taps taps(KernelCall call) {
    return positions(call) > 1 ? Taps.SEVERAL : Taps.ONE;
  }

  private static long positions(KernelCall call) {
    return call.operator() instanceof Convolution convolution ? convolution.window().taps() : 1;
  }

  private static Multiplier multiplier(KernelCall call) {
    return call.operator() instanceof Convolution convolution
            && convolution.outChannels() > convolution.inChannels()
        ? Multiplier.SEVERAL
        : Multiplier.ONE;
  }

  private static ElementType firstElement(KernelCall call) {
    return call.operands().isEmpty() ? call.result().element() : call.operands().get(0).element();
  }

  private static boolean fits(List<ElementType> allowed, ElementType element) {
    return allowed.isEmpty() || allowed.contains(element);
  }

  private String fallback(Kernel chosen, KernelCall call, UnitUse unit) {
    if (chosen.isa() == InstructionSet.SME2
        || call.backend() == Backend.PORTABLE
        || !runtime.instructionSets().contains(InstructionSet.SME2)) {
      return "";
    }
    List<Kernel> forKind =
        kernels.stream()
            .filter(k -> k.isa() == InstructionSet.SME2 && k.executesKind(call))
            .toList();
    if (forKind.isEmpty()) {
      return "";
    }
    if (!unit.present()) {
      return "a thread's core has no matrix unit";
    }
    return forKind.stream()
        .filter(k -> fits(k, call))
        .findFirst()
        .map(unused -> whyUnused(unused, chosen, unit))
        .orElse("no SME2 kernel for " + described(call));
  }

  private String whyUnused(Kernel unused, Kernel chosen, UnitUse unit) {
    if (isPresent(unused) && !unit.allows(unused.executes())) {
      return unused.name() + " is for threads with a matrix unit each, and here they share";
    }
    return isPresent(unused)
        ? chosen.name() + " stands before " + unused.name() + " in the kernel file"
        : "runtime " + version + " does not have " + unused.name();
  }

  private static String described(KernelCall call) {
    return firstElement(call) + " " + Kernel.kindOf(call).label() + weights(call.weightScales());
  }

  private static String weights(Optional<WeightScales> scales) {
    return scales
        .map(s -> (s.isOfWeightsOnly() ? " with weights in " : " with weights scaled ") + s.key())
        .orElse("");
  }
}
