/** Tells what was decided, over each channel by itself: a place of its own in {@code oee.notifications.v1}, a pace of its own. */
package io.oeesuite.alert.deliver;
