package io.tilewise.experiment.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.Loaded;
import io.tilewise.config.Parameter;
import io.tilewise.config.ParameterForm;
import io.tilewise.config.Status;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.DeviceFile.CalibrationBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The calibrated values of the shipped phone are what the calibration file gives. */
class ShippedCalibrationTest {
  private static final Path CONFIGS = Path.of(System.getProperty("tilewise.root"), "configs");

  @Test
  void theShippedPhoneHasTheFittedValues() {
    CalibrationResult result =
        Calibration.read(CONFIGS.resolve("validation/calibrate-vivo-x300.yaml"), List.of())
            .run("test");
    Map<String, Parameter> calibrated = calibratedParameters();

    // Nothing is called calibrated that is not fitted, and the other way round.
    assertThat(calibrated.keySet())
        .containsExactlyInAnyOrderElementsOf(
            result.parameters().stream().map(FittedParameter::path).toList());
    for (FittedParameter fitted : result.parameters()) {
      double shipped = calibrated.get(fitted.path()).in(fitted.unit());
      assertThat(shipped)
          .as(fitted.path())
          .isCloseTo(fitted.value(), within(1e-6 * fitted.value()));
    }
    CalibrationBlock block = device().value().calibration().orElseThrow();
    assertThat(block.parameters())
        .isEqualTo(result.parameters().stream().map(FittedParameter::path).toList());
    assertThat(block.given()).isEqualTo(result.given());
    assertSame(block.correlations(), result.correlations());
    assertSame(block.elasticities(), result.elasticities());
    assertThat(result.parameters()).hasSizeLessThan(14);
    // 28 published times and one bandwidth that the device file states.
    assertThat(result.residuals()).hasSize(29);
  }

  /** Written with three decimals. */
  private static void assertSame(List<List<Double>> shipped, List<List<Double>> fitted) {
    assertThat(shipped).hasSameSizeAs(fitted);
    for (int i = 0; i < shipped.size(); i++) {
      assertThat(shipped.get(i)).hasSameSizeAs(fitted.get(i));
      for (int j = 0; j < shipped.get(i).size(); j++) {
        assertThat(shipped.get(i).get(j)).isCloseTo(fitted.get(i).get(j), within(1e-3));
      }
    }
  }

  private static Loaded<DeviceFile> device() {
    return new ConfigReader()
        .read(CONFIGS.resolve("devices/vivo-x300.yaml"))
        .bind(DeviceFile.KIND.format(), ParameterForm.FULL);
  }

  private static Map<String, Parameter> calibratedParameters() {
    return device().parameters().stream()
        .filter(parameter -> parameter.provenance().status() == Status.CALIBRATED)
        .collect(Collectors.toMap(parameter -> parameter.path().toString(), p -> p));
  }
}
