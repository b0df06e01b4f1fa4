/** The Sparkplug host application: STATE as others see it, replicas that take over, commands that devices obey. */
package io.oeesuite.systemtests.host;
