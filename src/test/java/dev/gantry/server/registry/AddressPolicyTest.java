package dev.gantry.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private static final AddressPolicy STRICT = new AddressPolicy(false);
    private static final AddressPolicy LOCAL = new AddressPolicy(true);

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "::1, loopback",
        "::ffff:127.0.0.1, loopback",
        "::ffff:7f00:1, loopback",
        "::127.0.0.1, loopback",
        "64:ff9b::127.0.0.1, loopback",
        "169.254.169.254, link-local",
        "169.254.0.1, link-local",
        "::ffff:169.254.169.254, link-local",
        "64:ff9b::a9fe:a9fe, link-local",
        "fe80::1, link-local",
        "febf::1, link-local",
        "fd00:ec2::254, link-local",
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "::, unspecified",
        "::ffff:0.0.0.0, unspecified",
        "224.0.0.1, multicast",
        "239.255.255.250, multicast",
        "255.255.255.255, multicast",
        "ff02::1, multicast",
        "::ffff:224.0.0.1, multicast"
    })
    void whatIsOfThisMachineOrItsCloudIsRefused(String address, String kind) {
        assertThat(STRICT.refusal(InetAddress.ofLiteral(address)).orElse("")).contains(kind);
        assertThat(STRICT.refusal(address).orElse("")).contains(kind);
        assertThat(LOCAL.refusal(InetAddress.ofLiteral(address))).isEmpty();
        assertThat(LOCAL.refusal(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1", "192.168.1.7", "172.16.0.1", "100.64.0.9", "8.8.8.8", "169.253.0.1",
                "169.255.0.1", "128.0.0.1", "1.0.0.1", "fd00::7", "2001:db8::1", "fec0::1",
                "::ffff:10.0.0.1", "64:ff9b::808:808", "fd00:ec2::253"
            })
    void whatIsElsewhereMayBeAnUpstream(String address) {
        assertThat(STRICT.refusal(InetAddress.ofLiteral(address))).isEmpty();
        assertThat(STRICT.refusal(address)).isEmpty();
    }

    /** Java makes IPv4 addresses of these itself, but not when it is asked for IPv6 ones. */
    @Test
    void aMappedAddressCountsAsWhatItMaps() throws UnknownHostException {
        byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
        InetAddress mapped = Inet6Address.getByAddress("", bytes, 0);
        assertThat(mapped).isInstanceOf(Inet6Address.class);
        assertThat(STRICT.refusal(mapped)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "localhost.", "x.localhost"})
    void namesOfThisMachineAreRefused(String name) {
        assertThat(STRICT.refusal(name)).contains("a loopback address");
        assertThat(LOCAL.refusal(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu1.lan", "localhost.example", "mylocalhost", "fe80", "cafe"})
    void otherNamesAreAskedForWhenSomebodyConnects(String name) {
        assertThat(STRICT.refusal(name)).isEmpty();
        assertThat(AddressPolicy.literal(name)).isEmpty();
    }
}
