/**
 * The ways to tell somebody something. Another one implements {@link io.oeesuite.alert.channel.Channel} and is made in
 * {@link io.oeesuite.alert.channel.Channels}.
 */
package io.oeesuite.alert.channel;
