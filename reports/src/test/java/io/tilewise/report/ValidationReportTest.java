package io.tilewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ValidationReportTest {

  @TempDir Path folder;

  @Test
  void theTerminalShowsRolesApartAndSaysHowTheyDid() {
    assertThat(ValidationTerminal.of(ValidationResults.mixed()))
        .isEqualTo(
            """
            SqueezeSAM on a phone

            Calibration
            case  published  predicted    error  tolerance  verdict  90 % low  90 % high  inside
            ------------------------------------------------------------------------------------
            neon    1163 ms     1150.0   -1.1 %       10 %  pass        920.0     1495.0  yes
            sme2   298.2 ms      350.0  +17.4 %       10 %  miss        280.0      455.0  yes

            Held out
            case        published  predicted    error  tolerance  verdict      90 % low  90 % high  inside
            ----------------------------------------------------------------------------------------------
            four-cores     193 ms      150.0  -22.3 %       10 %  miss, gated     120.0      195.0  yes

            Derived
            case   published  predicted   error  tolerance  verdict  90 % low  90 % high  inside
            ------------------------------------------------------------------------------------
            ratio     3.9 ms       3.80  -2.6 %       10 %  pass         3.04       4.94  yes

            What the spread of the predictions follows
            case        1.                         2.  3.
            ---------------------------------------------
            neon        -0.61 memory.dram.latency
            sme2        -0.61 memory.dram.latency
            four-cores  -0.61 memory.dram.latency
            ratio       -0.61 memory.dram.latency
            Before each parameter: correlation of its draws with the prediction, from -1 to 1; its square is about the share of
            the spread.

            Summary
            role         figures  within tolerance  in interval  median error  largest error
            --------------------------------------------------------------------------------
            Calibration        2                 1            2         9.2 %         17.4 %
            Held out           1                 0            1        22.3 %         22.3 %
            Derived            1                 1            1         2.6 %          2.6 %
            Errors without their sign. Interval: the 90 % interval of the prediction.

            Calibration (parameters may be fitted to these): 1 of 2 figures are predicted within tolerance, 2 lie in the 90 %
            interval of the prediction; the median absolute error is 9.2 %, the largest 17.4 % (sme2).
            Held out (these are only predicted): 0 of 1 figure is predicted within tolerance, 1 lies in the 90 % interval of the
            prediction; the median absolute error is 22.3 %, the largest 22.3 % (four-cores).
            Derived (these follow from others, so they count for neither): 1 of 1 figure is predicted within tolerance, 1 lies in
            the 90 % interval of the prediction; the median absolute error is 2.6 %, the largest 2.6 % (ratio).
            1 of 1 gated cases missed, so validation fails: four-cores.
            """);
  }

  @Test
  void aRoleWithoutFiguresIsSaid() {
    String text =
        ValidationTerminal.of(
            ValidationResults.of(ValidationResults.figure("neon", "calibration", 2, 2, false)));
    assertThat(text)
        .contains("Held out: there are no such figures.", "No case is gated")
        .containsPattern("Held out +0 +0 +1 +- +-\n")
        .doesNotContain("NaN");
  }

  @Test
  void csvHasARowForEachFigureWithAllDigits() {
    List<String> lines = ValidationCsv.of(ValidationResults.mixed()).lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).startsWith("validation,id,scenario,metric,unit,role,published");
    assertThat(lines.get(3))
        .startsWith("squeezesam,four-cores,a-scenario,latency,ms,held_out,193.0,150.0,120.0,195.0,")
        .contains(",miss,true,true,memory.dram.latency,a blog,");
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void onlyGatedMissesAreFailuresInJUnitXml() throws Exception {
    Document document = parsed(ValidationJUnit.of(ValidationResults.mixed()));
    Element root = document.getDocumentElement();
    assertThat(root.getAttribute("tests")).isEqualTo("4");
    assertThat(root.getAttribute("failures")).isEqualTo("1");
    NodeList failures = document.getElementsByTagName("failure");
    assertThat(failures.getLength()).isEqualTo(1);
    Element failure = (Element) failures.item(0);
    assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("four-cores");
    assertThat(failure.getAttribute("message"))
        .isEqualTo(
            "published 193 ms, predicted 150 ms: error -22.3 %, tolerance 10.0 %, 90 % interval"
                + " 120 to 195");
    NodeList remarks = document.getElementsByTagName("system-out");
    assertThat(remarks.getLength()).isEqualTo(1);
    assertThat(remarks.item(0).getTextContent()).contains("+17.4 %");
  }

  @Test
  void namesAreNoMarkupInJUnitXml() throws Exception {
    String name = "a<b>&\"c\"";
    String xml =
        ValidationJUnit.of(
            ValidationResults.of(ValidationResults.figure(name, "derived", 1, 2, true)));
    Element testCase = (Element) parsed(xml).getElementsByTagName("testcase").item(0);
    assertThat(testCase.getAttribute("name")).isEqualTo(name);
  }

  @Test
  void everythingIsWrittenAndNothingElseIsLeft() throws Exception {
    List<Path> written = ValidationFiles.write(ValidationResults.mixed(), folder.resolve("out"));
    assertThat(written)
        .extracting(file -> folder.resolve("out").relativize(file).toString())
        .containsExactly(
            "validation.json",
            "validation.md",
            "validation.csv",
            "junit.xml",
            "charts/validation.svg",
            "charts/validation.png");
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(written);
    }
    assertThat(folder.resolve("out/validation.json"))
        .content()
        .contains("\"error_percent\"", "\"within_interval\"", "\"tolerance_percent\"");
    assertThat(folder.resolve("out/validation.md"))
        .content()
        .contains("](charts/validation.svg)", "squeezesam.yaml", "| a blog |", "100 draws");
  }
}
