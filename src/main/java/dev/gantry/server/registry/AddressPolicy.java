package dev.gantry.server.registry;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which addresses may be upstreams. Whoever may add a node makes the server ask there: of what only
 * the server's own machine reaches, and of the metadata of clouds, a gateway stays away unless its
 * owner says otherwise.
 *
 * @param allowLocal whether every address may be one
 */
public record AddressPolicy(boolean allowLocal) {
    /** Where AWS has its metadata for machines that speak IPv6 only. */
    private static final byte[] METADATA_6 = bytes("fd00:ec2::254");

    private static final byte[] NAT64 = Arrays.copyOf(bytes("64:ff9b::"), 12);
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    private static final byte[] COMPATIBLE = new byte[12];

    /** Why connections to that address are refused; empty when they are not. */
    public Optional<String> refusal(InetAddress address) {
        return allowLocal ? Optional.empty() : local(plain(address));
    }

    /**
     * The same of an address as the registry has it. A host name may still lead anywhere; that is
     * asked again when somebody connects.
     */
    public Optional<String> refusal(String address) {
        if (allowLocal) {
            return Optional.empty();
        }
        String name = address.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return name.equals("localhost") || name.endsWith(".localhost")
                ? Optional.of("a loopback address")
                : literal(address).flatMap(this::refusal);
    }

    /** The address that an IP address in words is; empty for a host name. Asks no resolver. */
    public static Optional<InetAddress> literal(String text) {
        boolean four = text.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
        boolean six = text.indexOf(':') >= 0 && text.matches("[0-9A-Fa-f:.]+");
        if (!four && !six) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> local(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isLoopbackAddress()) {
            return Optional.of("a loopback address");
        }
        if (address.isLinkLocalAddress() || Arrays.equals(bytes, METADATA_6)) {
            return Optional.of("a link-local address, where clouds keep their metadata");
        }
        if (address.isMulticastAddress() || isBroadcast(address)) {
            return Optional.of("a multicast address");
        }
        boolean thisNetwork = address instanceof Inet4Address && bytes[0] == 0;
        return address.isAnyLocalAddress() || thisNetwork
                ? Optional.of("the unspecified address")
                : Optional.empty();
    }

    private static boolean isBroadcast(InetAddress address) {
        return address instanceof Inet4Address && (address.getAddress()[0] & 0xf0) == 0xf0;
    }

    /** The IPv4 address that an IPv6 address stands for, or the address itself. */
    private static InetAddress plain(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean isFour =
                address instanceof Inet6Address
                        && !address.isLoopbackAddress()
                        && !address.isAnyLocalAddress()
                        && (begins(bytes, MAPPED)
                                || begins(bytes, NAT64)
                                || begins(bytes, COMPATIBLE));
        return isFour ? of(Arrays.copyOfRange(bytes, 12, 16)) : address;
    }

    private static boolean begins(byte[] bytes, byte[] prefix) {
        return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException("an IPv4 address has four bytes", wrongLength);
        }
    }

    private static byte[] bytes(String literal) {
        return InetAddress.ofLiteral(literal).getAddress();
    }
}
