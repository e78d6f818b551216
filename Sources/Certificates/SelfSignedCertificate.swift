import COpenSSL

/// A certificate that vouches for itself, with its key: EC P-256, for TLS servers.
public struct SelfSignedCertificate: Sendable {
    /// DER of the certificate and of its private key (SEC 1).
    public let certificate: [UInt8]
    public let privateKey: [UInt8]
    /// SHA-256 of the certificate, as clients pin it.
    public let fingerprint: [UInt8]

    /// Makes a key and a certificate.
    /// - Parameters:
    ///   - commonName: for people; clients look at the names and addresses.
    ///   - names: DNS names. One that holds anything but letters, digits, dots and dashes is left out.
    ///   - addresses: IP addresses as texts.
    ///   - begin: Unix seconds from which it is good.
    ///   - days: for how long.
    /// - Throws: ``CertificateError`` when libcrypto refuses, as it does for what is no address.
    public init(
        commonName: String, names: [String], addresses: [String], from begin: Int64, days: Int
    ) throws(CertificateError) {
        guard let key = Self.makeKey() else { throw Self.refusal("make a key") }
        defer { EVP_PKEY_free(key) }
        let subjects = names.filter(Self.isName).map { "DNS:\($0)" } + addresses.map { "IP:\($0)" }
        guard let certificate = X509_new() else { throw Self.refusal("make a certificate") }
        defer { X509_free(certificate) }
        guard Self.fill(certificate, commonName, subjects, key), Self.date(certificate, from: begin, days: days),
            X509_sign(certificate, key, EVP_sha256()) > 0
        else { throw Self.refusal("make a certificate") }
        self.certificate = Self.der { i2d_X509(certificate, $0) }
        privateKey = Self.der { i2d_PrivateKey(key, $0) }
        var digest = [UInt8](repeating: 0, count: 32)
        var written: UInt32 = 0
        guard !self.certificate.isEmpty, !privateKey.isEmpty,
            EVP_Digest(self.certificate, self.certificate.count, &digest, &written, EVP_sha256(), nil) == 1
        else { throw Self.refusal("write the certificate") }
        fingerprint = digest
    }

    private static func refusal(_ what: String) -> CertificateError {
        CertificateError(message: "This machine's libcrypto could not \(what).")
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "."), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    private static func makeKey() -> OpaquePointer? {
        let context = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nil)
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1) == 1,
            EVP_PKEY_keygen(context, &key) == 1
        else { return nil }
        return key
    }

    private static func fill(_ certificate: OpaquePointer, _ commonName: String, _ subjects: [String], _ key: OpaquePointer) -> Bool {
        var serial: UInt64 = 0
        let drawn = withUnsafeMutableBytes(of: &serial) { RAND_bytes($0.baseAddress, Int32($0.count)) }
        let name = X509_get_subject_name(certificate)
        // libcrypto's MBSTRING_UTF8, a macro that does not cross into Swift.
        let utf8: Int32 = 0x1000
        // Browsers refuse a second certificate of one issuer with the same number.
        return drawn == 1 && X509_set_version(certificate, 2) == 1
            && ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), max(1, serial >> 1)) == 1
            && X509_NAME_add_entry_by_txt(name, "CN", utf8, commonName, -1, -1, 0) == 1 && X509_set_issuer_name(certificate, name) == 1
            && X509_set_pubkey(certificate, key) == 1
            && add(NID_basic_constraints, "critical,CA:FALSE", to: certificate)
            && add(NID_key_usage, "critical,digitalSignature", to: certificate)
            && add(NID_ext_key_usage, "serverAuth", to: certificate)
            && (subjects.isEmpty || add(NID_subject_alt_name, subjects.joined(separator: ","), to: certificate))
    }

    private static func date(_ certificate: OpaquePointer, from begin: Int64, days: Int) -> Bool {
        ASN1_TIME_set(X509_getm_notBefore(certificate), Int(begin)) != nil
            && ASN1_TIME_set(X509_getm_notAfter(certificate), Int(begin) + days * 86_400) != nil
    }

    private static func add(_ kind: Int32, _ value: String, to certificate: OpaquePointer) -> Bool {
        guard let piece = X509V3_EXT_conf_nid(nil, nil, kind, value) else { return false }
        defer { X509_EXTENSION_free(piece) }
        return X509_add_ext(certificate, piece, -1) == 1
    }

    private static func der(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8] {
        let length = write(nil)
        guard length > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            var start = buffer.baseAddress
            count = Int(max(0, write(&start)))
        }
    }
}
