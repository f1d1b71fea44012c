/** Tables, numbers and names as text: for terminals, Markdown, CSV and JUnit. */
package io.tilewise.report.text;
