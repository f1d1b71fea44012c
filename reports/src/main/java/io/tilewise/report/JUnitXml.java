package io.tilewise.report;

import io.tilewise.experiment.validation.CaseResult;
import io.tilewise.experiment.validation.ValidationResult;
import io.tilewise.experiment.validation.ValidationResult.Source;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}, which build servers show: a test suite per validation file, a test case per
 * figure. Only gated misses are failures; other misses are in the output of their test case.
 */
final class JUnitXml {

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private JUnitXml() throws XMLStreamException {
    xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
  }

  static String of(ValidationResult result) {
    try {
      JUnitXml report = new JUnitXml();
      report.write(result);
      return report.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML that cannot be written", e);
    }
  }

  private void write(ValidationResult result) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    newLine(0);
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "tilewise validate");
    counts(result.cases());
    for (Source source : result.validations()) {
      List<CaseResult> own =
          result.cases().stream().filter(c -> c.validation().equals(source.name())).toList();
      newLine(1);
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", Names.visible(source.name()));
      counts(own);
      for (CaseResult figure : own) {
        write(figure);
      }
      end(1);
    }
    end(0);
    newLine(0);
    xml.writeEndDocument();
  }

  private void counts(List<CaseResult> cases) throws XMLStreamException {
    xml.writeAttribute("tests", Integer.toString(cases.size()));
    xml.writeAttribute("failures", Long.toString(cases.stream().filter(JUnitXml::fails).count()));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", "0");
  }

  private static boolean fails(CaseResult figure) {
    return figure.gate() && !figure.passed();
  }

  private void write(CaseResult figure) throws XMLStreamException {
    newLine(2);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", Names.visible(figure.validation()) + "." + figure.role());
    xml.writeAttribute("name", Names.visible(figure.id()));
    if (!figure.passed()) {
      newLine(3);
      if (fails(figure)) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", message(figure));
        xml.writeAttribute("type", "miss");
      } else {
        xml.writeStartElement("system-out");
      }
      xml.writeCharacters(message(figure));
      xml.writeEndElement();
    }
    end(2);
  }

  private static String message(CaseResult figure) {
    return Names.visible(
        "published "
            + Numbers.plain(figure.published())
            + " "
            + figure.unit()
            + ", predicted "
            + Numbers.brief(figure.predicted())
            + " "
            + figure.unit()
            + ": error "
            + ValidationTables.signed(figure.errorPercent())
            + ", tolerance "
            + Numbers.fixed(figure.tolerancePercent(), 1)
            + " %, 90 % interval "
            + Numbers.brief(figure.low())
            + " to "
            + Numbers.brief(figure.high()));
  }

  private void end(int depth) throws XMLStreamException {
    newLine(depth);
    xml.writeEndElement();
  }

  private void newLine(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
