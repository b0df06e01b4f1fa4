/** What is remembered only so long, and how much of it: memory stays bounded whatever strangers ask. */
package io.oeesuite.auth.memory;
