/** ExecuTorch's programs. */
package io.tilewise.importer.executorch;
