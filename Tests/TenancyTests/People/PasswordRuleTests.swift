import Testing

@testable import Tenancy

@Suite struct PasswordRuleTests {
    private static let names = ["olive.owner@acme-brokers.com", "Olive Owner", "Acme Brokers Ltd", "acme"]

    @Test(arguments: [
        "vellum orbit kettle", "Rain falls on Tuesdays!", "j4Kx9-qpL2mV", "zwölf blaue Störche", "purple tiger lemonade compass",
        "пароль длинный и свой", "acme is where I keep my umbrella", "7301586249530", String(repeating: "x", count: 100) + "plus a real sentence",
    ])
    func `A password of one's own is taken, whatever kinds of characters it has`(_ password: String) {
        #expect(PasswordRule.fault(in: password, names: Self.names) == nil)
    }

    @Test(arguments: ["", "short", "elevenchars", String(repeating: "vellum orbit ", count: 20)])
    func `Too short and too long are told by the length`(_ password: String) {
        #expect(PasswordRule.fault(in: password, names: [])?.contains("12 to 256 bytes") == true)
    }

    @Test(arguments: [
        "correct horse battery staple", "CorrectHorseBatteryStaple", "letmeinplease", "Tobeornottobe", "thisismypassword", "This1sMyP4ssw0rd",
    ])
    func `A well-known password is refused, however it is spelt`(_ password: String) {
        #expect(PasswordRule.fault(in: password, names: []) != nil)
    }

    @Test(arguments: [
        "Password1234", "P@ssw0rd2026!", "password123!@#", "Passwort12345", "Welcome2026!!", "Adminadmin123", "letmein123456", "iloveyou12345",
        "Summer2026!!!", "Trading12345!", "MetaTrader2026", "Forexbroker99", "administrator", "changeme12345", "qwertyuiop12", "1q2w3e4r5t6y",
        "1qaz2wsx3edc", "123456789012", "0987654321098", "abcdefghijkl", "asdfghjkl;123", "zaq12wsxcde3", "qwertz123456",
    ])
    func `Common words, keyboard runs and years count for nothing`(_ password: String) {
        #expect(PasswordRule.fault(in: password, names: []) != nil, "\(password)")
    }

    @Test(arguments: [
        "Olive.Owner2026", "acmebrokers123", "Acme-Brokers-Ltd", "owner@acme-brokers", "olive.owner@acme-brokers.com", "4cm3Br0k3rs!!",
        "AcmeAcmeAcme12",
    ])
    func `The names around the account count for nothing`(_ password: String) {
        #expect(PasswordRule.fault(in: password, names: Self.names) != nil, "\(password)")
    }

    @Test(arguments: ["aaaaaaaaaaaa", "abcabcabcabc", "Xy7Xy7Xy7Xy7", "vellumvellum", "vellumvellumvell", "⚡️⚡️⚡️⚡️⚡️⚡️"])
    func `A piece that is repeated is as good as the piece`(_ password: String) {
        #expect(PasswordRule.fault(in: password, names: []) != nil, "\(password)")
    }

    @Test func `No input is too strange or too long to be judged`() {
        for password in ["\u{0}\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{9}\u{A}\u{B}", String(repeating: "\u{301}", count: 100), "😀😃😄😁"] {
            _ = PasswordRule.fault(in: password, names: ["", " ", "\u{0}", String(repeating: "a", count: 1000)])
        }
    }
}
