package io.tilewise.cpu;

import io.tilewise.cpu.cost.CostModel;
import io.tilewise.cpu.cost.KernelCost;
import io.tilewise.cpu.cost.NeonMatrixModel;
import io.tilewise.cpu.cost.Notes;
import io.tilewise.cpu.cost.Sme2MatrixModel;
import io.tilewise.cpu.cost.StreamingModel;
import io.tilewise.cpu.cost.TransposeModel;
import io.tilewise.cpu.device.CoreType;
import io.tilewise.cpu.device.IssueRates;
import io.tilewise.cpu.replay.PricedCall;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.Shape;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.graph.PointwiseOperator.Binary;
import io.tilewise.workload.graph.PointwiseOperator.BinaryFunction;
import io.tilewise.workload.plan.KernelCall;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A random device of equal cores and a random call on it: the same ones for the same seed. */
final class RandomCase {
  static final NeonMatrixModel.Parameters NEON =
      new NeonMatrixModel.Parameters(
          16,
          1,
          Map.of(
              "six_rows",
              new NeonMatrixModel.Variant(6, 4, 64, 48, 14, 12, 21, 40),
              "one_row",
              new NeonMatrixModel.Variant(1, 4, 20, 8, 9, 8, 10, 26)),
          Optional.empty(),
          Optional.empty());
  static final Sme2MatrixModel.Parameters SME2 =
      new Sme2MatrixModel.Parameters(2, 1, 5, 6, 5, 6, false, false, false);

  private static final TransposeModel.Parameters TRANSPOSE =
      new TransposeModel.Parameters(8, 48, 72, 32);

  /** Half an instruction per element, shared in runs of 16 KiB. */
  static final StreamingModel.Parameters STREAM =
      new StreamingModel.Parameters(
          StreamingModel.Over.RESULT,
          StreamingModel.Loop.VECTOR,
          0.5,
          0,
          0,
          1,
          StreamingModel.Sharing.BYTES,
          16_384,
          1);

  private final SplittableRandom random;

  /** With one core. */
  final SmallDevice device;

  RandomCase(long seed) {
    random = new SplittableRandom(seed);
    CoreType core =
        SmallDevice.core(
            "core",
            between(0.5e9, 4e9),
            between(1, 10),
            between(1, 6),
            between(1, 4),
            between(1, 4));
    int svl = 128 << random.nextInt(5);
    device =
        new SmallDevice(
            SmallDevice.of(core).cores(),
            SmallDevice.unit(
                random.nextInt(1, 4), svl, between(0.5, 4), random.nextInt(2) * between(0, 1000)),
            SmallDevice.memory(between(2e9, 100e9)),
            new IssueRates(between(0.5, 8), between(0.5, 8), between(0.5, 4), 0.8));
  }

  double between(double low, double high) {
    return random.nextDouble(low, high);
  }

  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /** The device with so many cores. */
  SmallDevice cores(int number) {
    CoreType[] types = new CoreType[number];
    Arrays.fill(types, core());
    return new SmallDevice(
        SmallDevice.of(types).cores(), device.unit(), device.memory(), device.rates());
  }

  CoreType core() {
    return device.cores().get(0).type();
  }

  /** A random call with the price that a random model asks for it on so many cores. */
  interface Priced {
    PricedCall on(SmallDevice device);
  }

  Priced call() {
    KernelCall product =
        random.nextBoolean()
            ? Calls.linear(ElementType.F16, between(1, 3000), between(1, 600), between(1, 600))
            : Calls.convolution(
                ElementType.F16, between(1, 64), between(1, 200), between(1, 200), 3);
    Shape shape = Shape.of(1, between(1, 200), between(1, 200), between(1, 200));
    TensorType tensor = new TensorType(ElementType.F16, shape);
    return switch (random.nextInt(4)) {
      case 0 -> priced(product, new NeonMatrixModel(), NEON);
      case 1 -> priced(product, new Sme2MatrixModel(), SME2);
      case 2 ->
          priced(
              Calls.permute(ElementType.F16, shape, 0, 2, 3, 1), new TransposeModel(), TRANSPOSE);
      default ->
          priced(
              Calls.of(new Binary(BinaryFunction.ADD), tensor, tensor),
              new StreamingModel(),
              STREAM);
    };
  }

  private <P extends Record> Priced priced(KernelCall call, CostModel<P> model, P kernel) {
    double overhead = random.nextInt(2) * 1e-6;
    return on -> {
      KernelCost cost = model.cost(call, kernel, on.processor(call), Notes.NONE);
      return new PricedCall(call, "kernel", "isa", "", false, overhead, on.onAllCores(cost));
    };
  }
}
