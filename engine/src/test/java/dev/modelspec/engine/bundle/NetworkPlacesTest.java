package dev.modelspec.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkPlacesTest {
    @ParameterizedTest
    @CsvSource({
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "::",
        "224.0.0.1",
        "255.255.255.255"
    })
    void theseAddressesAreInside(String address) throws IOException {
        assertThat(NetworkPlaces.isInside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7", "8.8.8.8", "2001:4860:4860::8888", "172.32.0.1", "100.128.0.1"})
    void theseAreNot(String address) throws IOException {
        assertThat(NetworkPlaces.isInside(InetAddress.getByName(address))).isFalse();
    }
}
