/** What is measured: gauges of tables, and events as this node commits them. */
@NullMarked
package encore.kernel.metrics;

import org.jspecify.annotations.NullMarked;
