/** Who may connect to the broker and say what. The steps: a device is registered, gets credentials or a certificate, and the broker asks about it. */
package io.oeesuite.auth;
