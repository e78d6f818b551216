/// Why a certificate could not be made.
public struct CertificateError: Error, Sendable, CustomStringConvertible {
    public var message: String

    public var description: String { message }
}
