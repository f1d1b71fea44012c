package io.tilewise.report.chart;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/**
 * A chart and its size, to be written in a file format. The bytes depend on the chart only.
 *
 * @param height in pixels at normal scale, as is the width
 */
public record Chart(JFreeChart picture, int width, int height) {

  private static final int PNG_SCALE = 2;

  /** Points of a PDF for a pixel: 96 pixels are 72 points. */
  private static final float PDF_SCALE = 0.75f;

  private static final String SVG = "http://www.w3.org/2000/svg";

  /** As PNG with two pixels for each, so that it is sharp on screens and slides. */
  public byte[] png() {
    BufferedImage image =
        new BufferedImage(width * PNG_SCALE, height * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PNG_SCALE, PNG_SCALE);
    draw(graphics, null);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Not ImageIO's default stream, which writes to the temporary folder.
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** As SVG with text as outlines, which looks the same whatever fonts the viewer has. */
  public byte[] svg() {
    SVGGraphics2D graphics = svgGraphics(SVGGeneratorContext.createDefault(document()), true);
    draw(graphics, null);
    StringWriter text = new StringWriter();
    try {
      graphics.stream(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** As PDF of one page of the chart's size, with text as outlines; without dates. */
  public byte[] pdf() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      // PDFBox makes the file's ID of the time of day otherwise.
      document.setDocumentId(0L);
      PDPage page = new PDPage(new PDRectangle(width * PDF_SCALE, height * PDF_SCALE));
      document.addPage(page);
      PdfBoxGraphics2D graphics =
          new PdfBoxGraphics2D(document, width * PDF_SCALE, height * PDF_SCALE);
      graphics.transform(AffineTransform.getScaleInstance(PDF_SCALE, PDF_SCALE));
      draw(graphics, null);
      graphics.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawForm(graphics.getXFormObject());
      }
      document.save(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Draws it for a page.
   *
   * @param info takes down what lies where
   */
  public SVGGraphics2D svgWithText(SVGGeneratorContext context, ChartRenderingInfo info) {
    SVGGraphics2D graphics = svgGraphics(context, false);
    draw(graphics, info);
    return graphics;
  }

  /** An empty SVG document. */
  public static Document document() {
    return GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
  }

  private SVGGraphics2D svgGraphics(SVGGeneratorContext context, boolean textAsOutlines) {
    SVGGraphics2D graphics = new SVGGraphics2D(context, textAsOutlines);
    graphics.setSVGCanvasSize(new Dimension(width, height));
    return graphics;
  }

  private void draw(Graphics2D graphics, ChartRenderingInfo info) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    picture.draw(graphics, new Rectangle2D.Double(0, 0, width, height), info);
  }
}
