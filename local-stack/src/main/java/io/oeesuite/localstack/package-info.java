package io.oeesuite.localstack;
