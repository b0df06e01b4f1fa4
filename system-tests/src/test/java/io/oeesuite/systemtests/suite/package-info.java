/** The whole suite, as an operator runs it: the servers of local-stack and the packaged services, each in a process of its own. */
package io.oeesuite.systemtests.suite;
