/** What the readers of binary files share: bounds, budgets, errors with the place. */
package io.tilewise.importer.binary;
