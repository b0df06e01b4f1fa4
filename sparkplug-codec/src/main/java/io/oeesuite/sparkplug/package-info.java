package io.oeesuite.sparkplug;
