/** Are the settings right and the servers there: then the steps of a service start, in order. */
package io.oeesuite.startup;
