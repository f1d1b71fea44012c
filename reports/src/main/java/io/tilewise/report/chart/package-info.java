/**
 * What charts are drawn with: theme, axes, marks, and charts of neutral records; nothing of
 * results.
 */
package io.tilewise.report.chart;
