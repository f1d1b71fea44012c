package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.cpu.device.Ceiling;
import io.tilewise.cpu.replay.CallRecord;
import io.tilewise.cpu.replay.Timeline;
import io.tilewise.experiment.run.Experiment;
import io.tilewise.experiment.run.Scenario;
import io.tilewise.workload.ElementType;
import io.tilewise.workload.TensorType;
import io.tilewise.workload.plan.KernelCall;
import io.tilewise.workload.plan.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network of the library runs on every device, in every number format. */
final class NetworksOnDevicesTest {
  private static final double PICOSECONDS = 1e12;

  @TempDir private Path folder;

  static List<Path> devices() {
    return Configs.files(Configs.FOLDER.resolve("devices")).stream()
        .filter(file -> file.toString().endsWith(".yaml"))
        .toList();
  }

  private static List<Path> networks() {
    return Configs.files(Configs.FOLDER.resolve("workloads")).stream()
        .filter(NetworksOnDevicesTest::isGraph)
        .toList();
  }

  private static boolean isGraph(Path file) {
    try {
      return Files.readString(file).contains("model: graph");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All number formats as scenarios of one experiment; the first core of the device. */
  private Path experiment(Path device) throws IOException {
    return Files.writeString(
        Files.createDirectories(folder.resolve("experiments")).resolve("all.yaml"),
        """
        title: All
        workload: %1$s/workloads/resnet50-v1.5.yaml
        device: %2$s
        runtime: %1$s/runtimes/executorch-1.2.0.yaml
        scenarios:
          - {name: fp32, set: {workload.dtype: fp32}}
          - {name: fp16, set: {workload.dtype: fp16}}
          - {name: int8, set: {workload.dtype: int8}}
        """
            .formatted(Configs.FOLDER, device));
  }

  @ParameterizedTest
  @MethodSource("devices")
  void everyNetworkRunsWithTimesThatCanBe(Path device) throws IOException {
    Path experiment = experiment(device);
    assertThat(networks()).hasSizeGreaterThan(15);
    for (Path network : networks()) {
      for (Scenario scenario :
          Experiment.readOnWorkload(experiment, network, List.of(), List.of(Configs.FOLDER))
              .scenarios()) {
        check(scenario, network.getFileName() + " in " + scenario.name() + " on " + device);
      }
    }
  }

  private static void check(Scenario scenario, String what) {
    Timeline timeline = scenario.replay();
    assertThat(timeline.duration()).as(what).isPositive();
    assertThat(timeline.calls()).as(what).hasSameSizeAs(scenario.plan().calls());
    // Calls follow each other without gaps, so those of all categories make up the whole.
    assertThat(timeline.calls().stream().mapToLong(CallRecord::duration).sum())
        .as(what)
        .isEqualTo(timeline.duration());
    long inGraph = ((Network.ToLower) scenario.workload()).workload().graph().multiplyAccumulates();
    assertThat(products(scenario)).as(what).isEqualTo(inGraph);
    List<Ceiling> ceilings = Ceiling.of(scenario.device(), scenario.cores());
    for (CallRecord record : timeline.calls()) {
      assertThat(record.duration()).as(what + ": " + record.call().call().name()).isPositive();
      double bound = record.boundBy().values().stream().mapToDouble(Double::doubleValue).sum();
      assertThat(bound).as(what).isCloseTo(record.duration(), within(1 + 1e-6 * bound));
      double fastest = operations(record.call().call()) / roof(ceilings, record) * PICOSECONDS;
      assertThat((double) record.duration())
          .as(what + ": " + record.call().call().name() + " by " + record.call().kernel())
          .isGreaterThanOrEqualTo(fastest);
    }
  }

  /** Of the plan, without the convolutions that batch norm becomes, which the graph has not. */
  private static long products(Scenario scenario) {
    return scenario.plan().calls().stream()
        .filter(call -> !call.origin().pass().equals("decompose-batch-norm"))
        .mapToLong(KernelCall::multiplyAccumulates)
        .sum();
  }

  private static double operations(KernelCall call) {
    return 2.0 * call.multiplyAccumulates();
  }

  /** The highest rate that any kernel can have with these elements on these cores. */
  private static double roof(List<Ceiling> ceilings, CallRecord record) {
    List<TensorType> operands = record.call().call().operands();
    ElementType element = operands.isEmpty() ? ElementType.F32 : operands.get(0).element();
    ElementType asCounted = element == ElementType.QS8 ? ElementType.S8 : element;
    return ceilings.stream()
        .filter(ceiling -> ceiling.kind() == Ceiling.Kind.COMPUTE)
        .filter(ceiling -> ceiling.element().equals(Optional.of(asCounted)))
        .mapToDouble(Ceiling::perSecond)
        .max()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
