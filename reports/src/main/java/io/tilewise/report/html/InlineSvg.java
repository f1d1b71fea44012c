package io.tilewise.report.html;

import io.tilewise.report.chart.Canvas;
import io.tilewise.report.chart.Chart;
import io.tilewise.report.chart.ChartTheme;
import io.tilewise.report.chart.Figure;
import io.tilewise.report.chart.Palette;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.entity.CategoryItemEntity;
import org.jfree.chart.entity.ChartEntity;
import org.jfree.chart.entity.XYAnnotationEntity;
import org.jfree.chart.entity.XYItemEntity;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * A chart as a part of a page. Its text is text, each set to the width that the chart was laid out
 * with, whatever font the viewer has; its colours are the page's, so that they follow a dark page;
 * what can be pointed at says its numbers and leads on.
 */
final class InlineSvg {

  /** More would only slow the page down: they lie on top of each other. */
  private static final int MOST_AREAS = 300;

  private static final double LEAST_AREA = 8;

  private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");

  /** What says nothing in a page, or what the page itself says. */
  private static final Set<String> DROPPED =
      Set.of(
          "color-interpolation",
          "color-rendering",
          "font-family",
          "font-style",
          "image-rendering",
          "shape-rendering",
          "text-rendering",
          "xml:space",
          "xmlns:xlink",
          "clipPathUnits");

  private static final String CLIP = "clip-path";
  private static final Set<String> COORDINATES =
      Set.of("x", "y", "x1", "y1", "x2", "y2", "width", "height", "cx", "cy", "r", "rx", "ry");
  private static final Set<String> COLOURS = Set.of("fill", "stroke");

  private final Markup out = new Markup();
  private final String whole;

  private InlineSvg(String whole) {
    this.whole = whole;
  }

  /**
   * The picture.
   *
   * @param id of the picture in the page
   * @param kind class of the picture, for the style sheet
   */
  static Markup of(Figure figure, Canvas canvas, String id, String kind) {
    Chart chart = figure.drawing().on(canvas);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(Chart.document());
    context.setIDGenerator(new Ids(id));
    ChartRenderingInfo info = new ChartRenderingInfo();
    SVGGraphics2D graphics = chart.svgWithText(context, info);
    InlineSvg svg = new InlineSvg("url(#" + id + "-clipPath1)");
    svg.out.open(
        "svg",
        "id",
        id,
        "class",
        "chart " + kind,
        "viewBox",
        "0 0 " + chart.width() + " " + chart.height(),
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    svg.out.element("title", figure.caption().title(), "id", id + "-title");
    svg.out.element("desc", figure.summary(), "id", id + "-desc");
    Element root = graphics.getRoot();
    svg.element(root, "g", new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    svg.areas(info);
    svg.out.close("svg");
    return svg.out;
  }

  /** Neighbours that are cut off alike are put together. */
  private void children(Element element, Font font) {
    String clip = "";
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        String own = isWhole(inner) || isTurned(inner) ? "" : inner.getAttribute(CLIP);
        if (!own.equals(clip)) {
          turn(clip, own);
          clip = own;
        }
        element(inner, inner.getTagName(), font);
      } else if (child.getNodeType() == Node.TEXT_NODE) {
        out.text(child.getNodeValue());
      }
    }
    turn(clip, "");
  }

  private void turn(String from, String to) {
    if (!from.isEmpty()) {
      out.close("g");
    }
    if (!to.isEmpty()) {
      out.open("g", CLIP, to);
    }
  }

  /** Its clip is turned with it, so it must stay its own. */
  private static boolean isTurned(Element element) {
    return element.hasAttribute("transform");
  }

  private boolean isWhole(Element element) {
    return element.getAttribute(CLIP).equals(whole);
  }

  private void element(Element element, String name, Font inherited) {
    Font font = font(element, inherited);
    TreeMap<String, String> attributes = new TreeMap<>();
    NamedNodeMap given = element.getAttributes();
    for (int i = 0; i < given.getLength(); i++) {
      String attribute = given.item(i).getNodeName();
      if (!isDropped(element, attribute, given.item(i).getNodeValue())) {
        attributes.put(attribute, value(attribute, given.item(i).getNodeValue()));
      }
    }
    String text = element.getTextContent();
    if (name.equals("text")) {
      if (text.isBlank()) {
        return;
      }
      attributes.put("textLength", number(ChartTheme.width(text, font)));
      attributes.put("lengthAdjust", "spacingAndGlyphs");
    }
    if (name.equals("defs") && !element.hasChildNodes()) {
      return;
    }
    boolean isEmpty = !element.hasChildNodes();
    String[] all =
        attributes.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .toArray(String[]::new);
    if (isEmpty) {
      out.empty(name, all);
      return;
    }
    out.open(name, all);
    children(element, font);
    out.close(name);
  }

  private boolean isDropped(Element element, String attribute, String value) {
    boolean isRoot = element.getTagName().equals("svg");
    boolean isSize = Set.of("width", "height", "xmlns").contains(attribute);
    boolean isDefault = attribute.equals("stroke") && value.equals("none") && isText(element);
    return DROPPED.contains(attribute) || (isRoot && isSize) || isDefault || attribute.equals(CLIP);
  }

  /** The style sheet says that text has no outline. */
  private static boolean isText(Element element) {
    return element.getTagName().equals("text");
  }

  private static Font font(Element element, Font inherited) {
    String size = element.getAttribute("font-size");
    String weight = element.getAttribute("font-weight");
    Font font = inherited;
    if (!size.isEmpty()) {
      font = font.deriveFont(Float.parseFloat(size.replace("px", "")));
    }
    if (!weight.isEmpty()) {
      font = font.deriveFont(weight.equals("bold") ? Font.BOLD : Font.PLAIN);
    }
    return font;
  }

  private static String value(String attribute, String value) {
    if (attribute.equals("d")) {
      return PathData.shortened(value);
    }
    if (!COLOURS.contains(attribute)) {
      return COORDINATES.contains(attribute) ? number(Double.parseDouble(value)) : value;
    }
    return switch (value) {
      case "none" -> value;
      case "white" -> colour(Color.WHITE);
      case "black" -> colour(Color.BLACK);
      default -> {
        Matcher rgb = RGB.matcher(value);
        yield rgb.matches()
            ? colour(new Color(number(rgb, 1), number(rgb, 2), number(rgb, 3)))
            : value;
      }
    };
  }

  private static String colour(Color color) {
    return Palette.tone(color)
        .map(tone -> "var(--" + tone.name() + ")")
        .orElseGet(() -> Palette.hex(color));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** What can be pointed at, over the picture. */
  private void areas(ChartRenderingInfo info) {
    out.open("g", "class", "areas");
    int count = 0;
    for (Iterator<?> all = info.getEntityCollection().iterator(); all.hasNext(); ) {
      ChartEntity entity = (ChartEntity) all.next();
      boolean isItem =
          entity instanceof CategoryItemEntity
              || entity instanceof XYItemEntity
              || entity instanceof XYAnnotationEntity;
      if (isItem && entity.getToolTipText() != null && count++ < MOST_AREAS) {
        area(entity);
      }
    }
    out.close("g");
  }

  private void area(ChartEntity entity) {
    Rectangle2D box = entity.getArea().getBounds2D();
    double width = Math.max(LEAST_AREA, box.getWidth());
    double height = Math.max(LEAST_AREA, box.getHeight());
    String link = entity.getURLText() == null ? "" : entity.getURLText();
    String element = link.isEmpty() ? "g" : "a";
    out.open(element, "href", link, "tabindex", link.isEmpty() ? "" : "-1");
    out.empty(
        "rect",
        "x",
        number(box.getCenterX() - width / 2),
        "y",
        number(box.getCenterY() - height / 2),
        "width",
        number(width),
        "height",
        number(height),
        "data-tip",
        entity.getToolTipText());
    out.close(element);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** IDs in a page must differ between its pictures. */
  private static final class Ids extends SVGIDGenerator {
    private final String prefix;

    private Ids(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public String generateID(String kind) {
      return prefix + "-" + super.generateID(kind);
    }
  }
}
