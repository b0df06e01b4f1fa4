package io.oeesuite.mqtt;
