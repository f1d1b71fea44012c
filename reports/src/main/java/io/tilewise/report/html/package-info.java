/** Markup, tables and figures of an HTML page. */
package io.tilewise.report.html;
