package io.tilewise.cpu.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tilewise.config.ConfigReader;
import io.tilewise.config.Overlay;
import io.tilewise.config.ParameterForm;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.OperatingPoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Heat and clocks of a device file: the shipped phone with round numbers. */
class ThermalFileTest {
  private static final DeviceFile FILE =
      new ConfigReader()
          .read(Path.of(System.getProperty("tilewise.root"), "configs/devices/vivo-x300.yaml"))
          .bind(
              DeviceFile.KIND.format(),
              ParameterForm.FULL_OR_SHORT,
              List.of(
                  Overlay.ofAssignments(
                      "--set",
                      List.of(
                          "thermal.ambient=25 degC",
                          "thermal.junctions.ultra={resistance: 6 K/W, capacity: 0.05 J/K}",
                          "thermal.junctions.premium={resistance: 8 K/W, capacity: 0.04 J/K}",
                          "thermal.junctions.pro={resistance: 12 K/W, capacity: 0.03 J/K}",
                          "thermal.junctions.sme2={resistance: 10 K/W, capacity: 0.02 J/K}",
                          "thermal.junctions.fabric={resistance: 2 K/W, capacity: 0.2 J/K}",
                          "thermal.package_node={resistance: 3 K/W, capacity: 4 J/K}",
                          "thermal.case_node={resistance: 2 K/W, capacity: 50 J/K}",
                          "thermal.skin_limit=42 degC",
                          "thermal.junction_limit=90 degC",
                          "thermal.polling=500 ms",
                          "operating_points.count=10",
                          "operating_points.lowest=10 %",
                          "operating_points.transition=50 us"))))
          .value();

  private static final Device DEVICE =
      new OperatingPoint("unconstrained", Map.of()).of("phone", FILE);

  @Test
  void everyDomainHasAJunctionAndAllLeadThroughPackageAndCase() {
    ThermalNetwork network = ThermalNetwork.of(FILE.thermal().orElseThrow(), DEVICE);
    assertThat(network.nodes())
        .containsExactly(
            "ultra",
            "premium1",
            "premium2",
            "premium3",
            "pro1",
            "pro2",
            "pro3",
            "pro4",
            "sme2",
            "fabric",
            "package",
            "case");
    // 2 W in ultra, 1 W in the second premium core, 0.5 W in the unit and in the fabric, 1 W of
    // DRAM in the package: 5 W leave it.
    double[] steady = network.steadyState(new double[] {2, 0, 1, 0, 0, 0, 0, 0, 0.5, 0.5, 1, 0});
    double skin = 25 + 5 * 2;
    double inPackage = skin + 5 * 3;
    assertThat(steady[11]).isCloseTo(skin, within(1e-9));
    assertThat(steady[10]).isCloseTo(inPackage, within(1e-9));
    assertThat(steady[0]).isCloseTo(inPackage + 2 * 6, within(1e-9));
    assertThat(steady[1]).isCloseTo(inPackage, within(1e-9));
    assertThat(steady[2]).isCloseTo(inPackage + 8, within(1e-9));
    assertThat(steady[4]).isCloseTo(inPackage, within(1e-9));
    assertThat(steady[8]).isCloseTo(inPackage + 5, within(1e-9));
    assertThat(steady[9]).isCloseTo(inPackage + 1, within(1e-9));
  }

  @Test
  void whatIsShortStaysInItsJunction() {
    // 10 us of 2 W are 20 uJ: 0.4 mK in 0.05 J/K, before anything flows.
    ThermalNetwork.State state =
        ThermalNetwork.of(FILE.thermal().orElseThrow(), DEVICE).atAmbient();
    state.advance(1e-5, new double[] {2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 0});
    assertThat(state.temperature(0) - 25).isCloseTo(4e-4, within(1e-7));
    assertThat(state.temperature(9) - 25).isCloseTo(5e-5, within(1e-7));
    assertThat(state.temperature(10) - 25).isCloseTo(1e-5, within(1e-7));
  }

  @Test
  void theSustainablePowerKeepsTheCaseAtItsLimit() {
    // 17 K over 2 K/W.
    assertThat(ThermalLimits.of(FILE.thermal().orElseThrow()))
        .isEqualTo(new ThermalLimits(42, 90, 0.5, 8.5));
  }

  @Test
  void operatingPointsAreThoseOfTheFileAsFarAsAllowed() {
    OperatingPoints points =
        OperatingPoints.of(
            FILE.operatingPoints().orElseThrow(), new Clocks(Map.of("ultra", 0.55, "pro", 1.0)));
    assertThat(points.count("pro")).isEqualTo(10);
    assertThat(points.count("ultra")).isEqualTo(6);
    assertThat(points.share("ultra", 0)).isEqualTo(0.1);
    assertThat(points.share("ultra", 5)).isEqualTo(0.55);
    assertThat(points.transition()).isEqualTo(50e-6);
  }
}
