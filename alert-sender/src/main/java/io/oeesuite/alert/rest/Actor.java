package io.oeesuite.alert.rest;

import java.net.InetAddress;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;

/** Who asks for a change. Until there are logins a header says so, and only programs of this machine are believed. */
record Actor(String name) {
    static final String HEADER = "X-Actor";

    private static final int LONGEST = 200;

    /** @throws ProblemException when nobody is named, or by somebody elsewhere */
    static Actor of(HttpServerRequest request) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(
                request.remoteAddress().hostAddress());
        if (address == null || !isLoopback(address)) {
            throw new ProblemException(new Problem.NotFromHere());
        }
        String name = request.getHeader(HEADER);
        if (name == null || name.isBlank() || name.length() > LONGEST) {
            throw new ProblemException(new Problem.NoActor());
        }
        return new Actor(name.strip());
    }

    private static boolean isLoopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (java.net.UnknownHostException noAddress) {
            return false;
        }
    }
}
