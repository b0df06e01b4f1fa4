/** Files with secrets. */
package io.oeesuite.auth.secret;
