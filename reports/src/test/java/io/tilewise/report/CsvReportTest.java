package io.tilewise.report;

import static io.tilewise.report.Results.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tilewise.report.text.CsvText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReportTest {

  @Test
  void eachObservationIsARow() {
    assertThat(CsvReport.scenarios(Results.squeezeSam()))
        .isEqualTo(
            """
            experiment,scenario,baseline,workload,dtype,device,runtime,mode,cores,threads,latency_ms,speedup
            01-squeezesam-sme2,neon,true,squeezesam,fp16,vivo-x300,executorch-1.1.0,normal,ultra0,1,1163.0,1.0
            01-squeezesam-sme2,sme2,false,squeezesam,fp16,vivo-x300,executorch-1.1.0,normal,ultra0,1,298.0,3.902684563758389
            """);
    assertThat(CsvReport.categories(Results.squeezeSam()).lines())
        .hasSize(1 + 2 * 5)
        .contains("sme2,data_movement,119.0,0.39932885906040266");
    assertThat(CsvReport.boundBy(Results.squeezeSam()).lines())
        .containsExactly(
            "scenario,resource,latency_ms,share",
            "neon,ultra pipes,872.25,0.75",
            "neon,l2 bandwidth,290.75,0.25",
            "sme2,ultra pipes,223.5,0.75",
            "sme2,l2 bandwidth,74.5,0.25");
    assertThat(CsvReport.calls(Results.squeezeSam()).lines())
        .hasSize(1 + 2 * 5)
        .contains(
            "sme2,3,stage.3.conv,Conv2d,f16 igemm 6x16 neonfp16arith,convolution,xnnpack,neon,,"
                + "1x512x512x16 -> 1x512x512x16,fp16,operator stage.3.conv,0.0,119000.0,"
                + "0.39932885906040266,1,ultra pipes,1000000,2000000");
  }

  /** 1.612618 / 1000 / 0.001612618 is 1.0000000000000002 in floating point. */
  @Test
  void theShareOfTheOnlyCallIsOne() {
    assertThat(1.612618 / 1000 / 0.001612618).isGreaterThan(1);
    assertThat(
            CsvReport.calls(
                Results.of(
                    scenario("a", 0.001612618).calls(Results.call(0, "only", 1.612618, "")))))
        .contains(",1.612618,1.0,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+a", "-a", "@a", "\ta", "\ra", "\uff1d1"})
  void textIsNeverAFormula(String name) {
    assertThat(CsvReport.categories(Results.of(scenario(name, 1, 1, 1, 1, 1))))
        .contains("'" + name)
        .doesNotContain("\n" + name, "\n\"" + name);
  }

  @ParameterizedTest
  @CsvSource({"-3.5,-3.5", "1e-7,1.0E-7", "NaN,''", "Infinity,''"})
  void aNumberStaysANumber(double number, String cell) {
    CsvText csv = new CsvText("a", "b");
    csv.row("-", number);
    assertThat(csv.text()).isEqualTo("a,b\n'-," + cell + "\n");
  }

  @Test
  void separatorsQuotesAndLineEndsStayInTheirCell() {
    CsvText csv = new CsvText("a", "b");
    csv.row("x,\"y\"\nz", 1);
    assertThat(csv.text()).isEqualTo("a,b\n\"x,\"\"y\"\"\nz\",1\n");
  }
}
