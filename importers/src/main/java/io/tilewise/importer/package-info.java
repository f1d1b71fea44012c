/** Networks and measurements in the formats of others. Every file is taken for hostile. */
package io.tilewise.importer;
