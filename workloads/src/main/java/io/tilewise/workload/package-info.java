/** Operator graphs, the models that build them, and their lowering to kernel calls. */
package io.tilewise.workload;
