import Foundation

extension SelfSignedCertificate {
    /// The key and the certificate as one PEM text, as servers read them.
    public var pem: String { block("EC PRIVATE KEY", privateKey) + block("CERTIFICATE", certificate) }

    private func block(_ label: String, _ der: [UInt8]) -> String {
        let text = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n"
    }
}
