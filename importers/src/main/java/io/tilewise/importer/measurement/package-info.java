/** What somebody measured, from ETDump or a timeline CSV. */
package io.tilewise.importer.measurement;
