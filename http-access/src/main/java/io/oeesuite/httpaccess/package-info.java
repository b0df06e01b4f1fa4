/** Who asks over HTTP, what may they, and how are they told no: roles, sites, logins, and the rules of a web site. */
package io.oeesuite.httpaccess;
