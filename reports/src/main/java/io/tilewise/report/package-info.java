/** Tables, CSV, Markdown and charts, drawn from saved results only. */
package io.tilewise.report;
