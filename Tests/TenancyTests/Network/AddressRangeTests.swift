import Tenancy
import Testing

@Suite struct AddressRangeTests {
    private func range(_ text: String) throws -> AddressRange { try #require(AddressRange(text), "\(text)") }
    private func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text), "\(text)") }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false), ("192.0.2.128/25", "192.0.2.127", false),
        ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false), ("0.0.0.0/0", "203.0.113.9", true),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false), ("::1", "::1", true),
        ("fe80::/10", "febf::1", true), ("fe80::/10", "fec0::1", false),
    ])
    func `A network holds the addresses that share its prefix`(network: String, text: String, isInside: Bool) throws {
        #expect(try range(network).contains(try address(text)) == isInside)
    }

    @Test func `An IPv4 address in IPv6 form is the IPv4 address`() throws {
        #expect(IPAddress("::ffff:192.0.2.1") == IPAddress("192.0.2.1"))
        #expect(try address("::ffff:c000:201").description == "192.0.2.1")
        #expect(try range("192.0.2.0/24").contains(try address("::ffff:192.0.2.1")))
        #expect(AddressRange("::ffff:10.0.0.0/104") == AddressRange("10.0.0.0/8"))
    }

    @Test func `Everything of one family holds nothing of the other`() throws {
        #expect(try !range("::/0").contains(try address("192.0.2.1")))
        #expect(try !range("0.0.0.0/0").contains(try address("2001:db8::1")))
    }

    @Test(arguments: [
        "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0 /8", " 10.0.0.0/8",
        "10.0.0/8", "010.0.0.1", "10.0.0.1/8", "2001:db8::1/32", "::/129", "::ffff:0:0/95", "fe80::1%eth0", "[::1]", "10.0.0.1:80",
        "localhost", "1", "0x7f000001", "10.0.0.0/８",
    ])
    func `What is no network, or has bits beyond its prefix, is refused`(text: String) { #expect(AddressRange(text) == nil) }

    @Test(arguments: ["10.0.0.0/8", "192.0.2.7/32", "::/0", "2001:db8::/32", "0.0.0.0/0", "::1/128"])
    func `A network reads back as it is written`(text: String) throws { #expect(try range(text).description == text) }

    @Test func `This machine's addresses are told from others`() throws {
        for text in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] { #expect(try address(text).isLoopback, "\(text)") }
        for text in ["128.0.0.1", "::2", "::7f00:1", "0.0.0.0", "::"] { #expect(try !address(text).isLoopback, "\(text)") }
    }

    @Test func `A site is one IPv4 address, or 64 bits of IPv6`() throws {
        #expect(try address("192.0.2.1").site.description == "192.0.2.1/32")
        #expect(try address("2001:db8:1:2:3:4:5:6").site.description == "2001:db8:1:2::/64")
    }

    @Test func `A list of networks holds what any of them holds`() throws {
        let list = [try range("10.0.0.0/8"), try range("::1")]
        for (text, isInside) in [("10.1.1.1", true), ("::1", true), ("192.0.2.1", false)] {
            #expect(list.contains(try address(text)) == isInside, "\(text)")
        }
        #expect(![AddressRange]().contains(try address("10.1.1.1")))
    }
}
