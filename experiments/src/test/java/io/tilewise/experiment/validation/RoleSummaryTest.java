package io.tilewise.experiment.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoleSummaryTest {

  private static CaseResult result(String role, double error, boolean inside) {
    return new CaseResult(
        "id",
        "file",
        "scenario",
        "latency",
        "ms",
        role,
        100,
        100 + error,
        90,
        110,
        error,
        10,
        Math.abs(error) <= 10 ? "pass" : "miss",
        inside,
        false,
        List.of(),
        "a source",
        "");
  }

  @Test
  void rolesAreCountedApart() {
    List<CaseResult> cases =
        List.of(
            result("calibration", 4, true),
            result("calibration", -20, false),
            result("calibration", 5, true),
            result("held_out", 30, true),
            result("held_out", -10, false));
    assertThat(RoleSummary.of("calibration", cases))
        .isEqualTo(new RoleSummary("calibration", 3, 2, 2, 5, 20));
    // Of an even number, the median is between the middle two.
    assertThat(RoleSummary.of("held_out", cases))
        .isEqualTo(new RoleSummary("held_out", 2, 1, 1, 20, 30));
  }

  @Test
  void aRoleWithoutCasesHasZeros() {
    assertThat(RoleSummary.of("derived", List.of()))
        .isEqualTo(new RoleSummary("derived", 0, 0, 0, 0, 0));
  }
}
