import COpenSSL

/// A certificate that vouches for itself, made anew for every start.
struct SelfSignedCertificate: Sendable {
    /// DER of the certificate and of its private key.
    let certificate: [UInt8]
    let privateKey: [UInt8]
    /// SHA-256 of the certificate, as clients pin it.
    let fingerprint: [UInt8]

    /// - Throws: ``SimulationError`` when libcrypto refuses.
    init(commonName: String) throws(SimulationError) {
        guard let key = Self.makeKey() else { throw Self.refusal("make a key") }
        defer { EVP_PKEY_free(key) }
        guard let certificate = Self.makeCertificate(commonName, key) else { throw Self.refusal("make a certificate") }
        defer { X509_free(certificate) }
        self.certificate = Self.der { i2d_X509(certificate, $0) }
        privateKey = Self.der { i2d_PrivateKey(key, $0) }
        var digest = [UInt8](repeating: 0, count: 32)
        var written: UInt32 = 0
        guard !self.certificate.isEmpty, !privateKey.isEmpty,
            EVP_Digest(self.certificate, self.certificate.count, &digest, &written, EVP_sha256(), nil) == 1
        else { throw Self.refusal("write the certificate") }
        fingerprint = digest
    }

    private static func refusal(_ what: String) -> SimulationError {
        SimulationError(code: "certificate", "This machine's libcrypto could not \(what) for the simulated server.")
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

    private static func makeCertificate(_ commonName: String, _ key: OpaquePointer) -> OpaquePointer? {
        guard let certificate = X509_new() else { return nil }
        let tenYears = 10 * 365 * 86_400
        let name = X509_get_subject_name(certificate)
        // libcrypto's MBSTRING_UTF8, a macro that does not cross into Swift.
        let utf8: Int32 = 0x1000
        guard X509_set_version(certificate, 2) == 1, ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1,
            X509_gmtime_adj(X509_getm_notBefore(certificate), -86_400) != nil, X509_gmtime_adj(X509_getm_notAfter(certificate), tenYears) != nil,
            X509_NAME_add_entry_by_txt(name, "CN", utf8, commonName, -1, -1, 0) == 1, X509_set_issuer_name(certificate, name) == 1,
            X509_set_pubkey(certificate, key) == 1, addNames(to: certificate), X509_sign(certificate, key, EVP_sha256()) > 0
        else {
            X509_free(certificate)
            return nil
        }
        return certificate
    }

    private static func addNames(to certificate: OpaquePointer) -> Bool {
        guard let names = X509V3_EXT_conf_nid(nil, nil, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1") else { return false }
        defer { X509_EXTENSION_free(names) }
        return X509_add_ext(certificate, names, -1) == 1
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
