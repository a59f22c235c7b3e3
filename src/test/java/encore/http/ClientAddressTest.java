package encore.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "::ffff:203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:DB8:1:2::9, 2001:db8:1:2:0:0:0:0/64",
        "[2001:db8:1:2::9]:443, 2001:db8:1:2:0:0:0:0/64",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64",
        "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:0/64",
        "not:an:address, not:an:address",
        "unknown, unknown"
    })
    void an_ipv6_customer_is_one_network_of_64_bits(String address, String customer) {
        assertThat(ClientAddress.of(address)).hasToString(customer);
    }
}
