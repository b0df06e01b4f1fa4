/** The drills of docs/operations: what is lost is brought back with the commands that stand there. */
package io.oeesuite.systemtests.recovery;
