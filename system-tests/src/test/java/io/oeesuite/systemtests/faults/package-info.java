/** What happens to facts when parts of the suite die. */
package io.oeesuite.systemtests.faults;
