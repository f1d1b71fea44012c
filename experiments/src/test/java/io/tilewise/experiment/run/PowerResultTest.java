package io.tilewise.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.ConfigException;
import io.tilewise.experiment.result.CallResult;
import io.tilewise.experiment.result.ResultFile;
import io.tilewise.experiment.result.RunResult;
import io.tilewise.experiment.result.ScenarioResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PowerResultTest {
  private static final Path CONFIGS = Path.of(System.getProperty("tilewise.root"), "configs");

  @TempDir private Path folder;

  /** An experiment on the small network, in a folder beside copies of what it needs. */
  private RunResult run(String keys, boolean withPower) throws IOException {
    for (String name :
        List.of(
            "devices/vivo-x300.yaml",
            "workloads/small-unet.yaml",
            "runtimes/executorch-1.1.0.yaml",
            "kernels/xnnpack-2025.yaml")) {
      Path copy = folder.resolve(name);
      Files.createDirectories(copy.getParent());
      String text = Files.readString(CONFIGS.resolve(name));
      int power = text.indexOf("\n# Clocks that governors");
      int correlations = text.indexOf("\n# How the errors");
      boolean cut = name.startsWith("devices") && !withPower;
      Files.writeString(
          copy,
          cut ? text.substring(0, power) + text.substring(Math.max(power, correlations)) : text);
    }
    Path file = folder.resolve("experiments/x.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        title: x
        workload: ../workloads/small-unet.yaml
        device: ../devices/vivo-x300.yaml
        runtime: ../runtimes/executorch-1.1.0.yaml
        run:
          cores: ultra
        %s
        scenarios:
          - name: a
        """
            .formatted(keys.indent(2).stripTrailing()));
    return ExperimentRun.run(Experiment.read(file, List.of(), List.of()), "test");
  }

  @Test
  void withoutPowerParametersItIsUnavailableWithTheReason() throws IOException {
    RunResult result = run("repeat: 3", false);
    ScenarioResult scenario = result.scenarios().get(0);
    assertThat(scenario.energyMj()).isEmpty();
    assertThat(scenario.energyByDomainMj()).isEmpty();
    assertThat(scenario.power()).isEmpty();
    assertThat(scenario.energyUnavailable())
        .contains("the device file of vivo-x300 has no block power");
    assertThat(scenario.categories().values()).allMatch(c -> c.energyMj().isEmpty());
    assertThat(scenario.calls()).allMatch(c -> c.energyUj().isEmpty());
    assertThat(scenario.longRun().orElseThrow().inferences()).isEqualTo(3);
    assertThat(ResultFile.write(result)).doesNotContain("energy_mj", "energy_uj");
  }

  @Test
  void energyOfCallsCategoriesAndDomainsAddsUp() throws IOException {
    RunResult result = run("series: true", true);
    ScenarioResult scenario = result.scenarios().get(0);
    double energy = scenario.energyMj().orElseThrow();
    assertThat(
            scenario.calls().stream()
                .map(CallResult::energyUj)
                .mapToDouble(uj -> uj.orElseThrow() / 1e3)
                .sum())
        .isCloseTo(energy, within(energy * 1e-9));
    assertThat(
            scenario.categories().values().stream()
                .mapToDouble(c -> c.energyMj().orElseThrow())
                .sum())
        .isCloseTo(energy, within(energy * 1e-9));
    assertThat(
            scenario.energyByDomainMj().orElseThrow().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum())
        .isCloseTo(energy, within(energy * 1e-9));
    assertThat(scenario.power().orElseThrow().parameters()).endsWith("are estimated");
    assertThat(ResultFile.read(ResultFile.write(result))).isEqualTo(result);
  }

  @Test
  void aGovernorThatTheDeviceCannotServeIsAnErrorAtItsKey() {
    assertThatThrownBy(() -> run("governor: power_budget", false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("run.governor: the governor power_budget needs the block");
    assertThatThrownBy(() -> run("governor: power_budget", true))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("set power.budget, for instance to 3 W");
    assertThatThrownBy(() -> run("governor: scedutil", true))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("there is no \"scedutil\"; did you mean \"schedutil\"?");
    assertThatThrownBy(() -> run("governor: schedutil\ngovernor_settings: {rate_limit: 3}", true))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("governor_settings.rate_limit");
  }
}
