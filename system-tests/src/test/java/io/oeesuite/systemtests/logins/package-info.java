/** Who gets in, and that no service is open by accident. */
package io.oeesuite.systemtests.logins;
