package io.tilewise.report.text;

import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}, which build servers show: suites of test cases, some with a failure or an
 * error.
 */
public final class JUnitXml {

  /** Test cases that belong together. */
  public record Suite(String name, List<Case> cases) {}

  /**
   * A test case.
   *
   * @param group what it belongs to, as build servers group cases
   * @param name its name
   * @param failure why it failed, if it did
   * @param output what else is to be said about it
   */
  public record Case(
      String group, String name, Optional<Failure> failure, Optional<String> output) {}

  /**
   * Why a case failed.
   *
   * @param type a word for the kind of failure
   * @param message in a line
   * @param details in as many lines as it takes
   * @param isError whether it could not be made at all, which JUnit calls an error
   */
  public record Failure(String type, String message, String details, boolean isError) {
    /** Of a case that was made. */
    public Failure(String type, String message, String details) {
      this(type, message, details, false);
    }
  }

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private JUnitXml() throws XMLStreamException {
    xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
  }

  /** The text of the file. */
  public static String of(String name, List<Suite> suites) {
    try {
      JUnitXml report = new JUnitXml();
      report.write(name, suites);
      return report.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML that cannot be written", e);
    }
  }

  private void write(String name, List<Suite> suites) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    newLine(0);
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", name);
    counts(suites.stream().flatMap(suite -> suite.cases().stream()).toList());
    for (Suite suite : suites) {
      newLine(1);
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", Names.visible(suite.name()));
      counts(suite.cases());
      for (Case test : suite.cases()) {
        write(test);
      }
      end(1);
    }
    end(0);
    newLine(0);
    xml.writeEndDocument();
  }

  private void counts(List<Case> cases) throws XMLStreamException {
    long failed = cases.stream().filter(test -> test.failure().isPresent()).count();
    long errors =
        cases.stream().flatMap(test -> test.failure().stream()).filter(Failure::isError).count();
    xml.writeAttribute("tests", Integer.toString(cases.size()));
    xml.writeAttribute("failures", Long.toString(failed - errors));
    xml.writeAttribute("errors", Long.toString(errors));
    xml.writeAttribute("skipped", "0");
  }

  private void write(Case test) throws XMLStreamException {
    newLine(2);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", Names.visible(test.group()));
    xml.writeAttribute("name", Names.visible(test.name()));
    if (test.failure().isPresent()) {
      Failure failure = test.failure().get();
      newLine(3);
      xml.writeStartElement(failure.isError() ? "error" : "failure");
      xml.writeAttribute("message", Names.visible(failure.message()));
      xml.writeAttribute("type", failure.type());
      lines(failure.details());
      xml.writeEndElement();
    }
    if (test.output().isPresent()) {
      newLine(3);
      xml.writeStartElement("system-out");
      lines(test.output().get());
      xml.writeEndElement();
    }
    end(2);
  }

  /** Line ends stay, whatever else is invisible is escaped. */
  private void lines(String lines) throws XMLStreamException {
    String separator = "";
    for (String line : lines.split("\n", -1)) {
      xml.writeCharacters(separator + Names.visible(line));
      separator = "\n";
    }
  }

  private void end(int depth) throws XMLStreamException {
    newLine(depth);
    xml.writeEndElement();
  }

  private void newLine(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
