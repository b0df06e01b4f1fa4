package io.oeesuite.auth.protection;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

import io.netty.util.NetUtil;

/**
 * Where somebody connects from. Of IPv6 the first 64 bits, as everybody has all addresses behind them.
 *
 * @param text {@code unknown} where the broker told nothing, or no address
 */
public record Address(String text) {
    private static final Address UNKNOWN = new Address("unknown");
    private static final int PREFIX_BYTES = 8;

    public static Address of(String told) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(told);
        if (bytes == null) {
            return UNKNOWN;
        }
        try {
            // of the IPv4 addresses that are written as IPv6 this makes IPv4
            return switch (InetAddress.getByAddress(bytes)) {
                case Inet4Address v4 -> new Address(v4.getHostAddress());
                case Inet6Address v6 -> new Address(prefix(v6.getAddress()));
                default -> UNKNOWN;
            };
        } catch (UnknownHostException impossible) {
            return UNKNOWN;
        }
    }

    private static String prefix(byte[] address) {
        String hex = HexFormat.of().formatHex(Arrays.copyOf(address, PREFIX_BYTES));
        return hex.replaceAll("(.{4})", "$1:") + ":/64";
    }
}
