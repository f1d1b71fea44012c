package io.tilewise.report;

import static io.tilewise.report.Sensitivities.index;
import static io.tilewise.report.Sensitivities.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SensitivityReportTest {

  /** Two paths that differ in their middle only, where names are cut in other tables. */
  @Test
  void pathsAreShownWhole() {
    String one = "kernels.x16_transpose.parameters.block_instructions_of_a_full_block";
    String other = "kernels.x32_transpose.parameters.block_instructions_of_a_full_block";
    assertThat(
            SensitivityReport.terminal(
                Sensitivities.of(
                    parameter(one, index(0.6, 0.1), index(0.72, 0.08)),
                    parameter(other, index(0.3, 0.1), index(0.42, 0.05)))))
        .isEqualTo(
            """
            Which parameters matter?

            latency_ms of sme2 is 301.5 ms as the files say; with all parameters drawn from their ranges its mean is 303 ms and
            its standard deviation 9 ms (320 evaluations, seed 1).

            What it depends on
                                                                                     range      latency_ms there
            parameter                                                            from   to             from   to
            ----------------------------------------------------------------------------------------------------
            kernels.x16_transpose.parameters.block_instructions_of_a_full_block   110  140  ns          291  322
            kernels.x32_transpose.parameters.block_instructions_of_a_full_block   110  140  ns          291  322

                                                                                            share of variance
            parameter                                                            first  95 %          total  95 %
            -------------------------------------------------------------------------------------------------------------
            kernels.x16_transpose.parameters.block_instructions_of_a_full_block  0.600  0.50 to 0.70  0.720  0.64 to 0.80
            kernels.x32_transpose.parameters.block_instructions_of_a_full_block  0.300  0.20 to 0.40  0.420  0.37 to 0.47
            first: what would be gone of the variance if this were known; total: what would be left if all else were. The
            difference is what it does together with others.
            """);
  }
}
