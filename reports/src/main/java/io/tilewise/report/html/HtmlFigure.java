package io.tilewise.report.html;

import io.tilewise.report.chart.Canvas;
import io.tilewise.report.chart.Figure;

/** A chart in a page: wide and for phones, what one sees in it, and the numbers behind it. */
public final class HtmlFigure {

  private static final int OPEN_ROWS = 6;

  private HtmlFigure() {}

  public static Markup of(Figure figure) {
    Markup out = new Markup();
    out.open("figure", "id", figure.key());
    out.open("figcaption");
    out.open("a", "href", "#" + figure.key(), "class", "anchor")
        .element("b", figure.caption().title())
        .close("a");
    out.text(" ").prose("span", figure.summary());
    out.close("figcaption").line();
    out.raw(InlineSvg.of(figure, Canvas.PAGE, figure.key() + "-chart", "page")).line();
    out.raw(InlineSvg.of(figure, Canvas.PHONE, figure.key() + "-phone", "phone")).line();
    boolean isSmall = figure.data().rows().size() <= OPEN_ROWS;
    out.open("details", "id", figure.key() + "-data", "class", isSmall ? "small" : "");
    out.element("summary", "The numbers");
    out.raw(HtmlTable.of(figure.data()));
    out.close("details").close("figure");
    return out.line();
  }
}
