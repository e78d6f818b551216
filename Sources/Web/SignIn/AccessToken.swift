import Brokerage
import JSON
import Tenancy

/// The claims of an access token: a JSON Web Token (RFC 7519) signed with EdDSA on Ed25519 (RFC 8037).
///
/// Only that algorithm exists here; the `alg` of a token is compared, never followed.
struct AccessToken: Sendable, Equatable {
    static let issuer = "veles"
    /// Seconds that a token is good for.
    static let lifetime: Int64 = 600
    /// Bytes of the longest token that is looked at.
    static let maxLength = 2048

    var tenant: TenantSlug
    var user: UserID
    var role: Role
    /// The family of the sign-in that it was given for.
    var session: String
    var issuedAt: Int64
    var expiresAt: Int64

    /// The token's text, signed by the tenant's key.
    func signed(keyID: String, sign: ([UInt8]) throws -> [UInt8]) rethrows -> String {
        let header = JSONWriter.bytes { json in
            json.beginObject()
            json.key("alg")
            json.string("EdDSA")
            json.key("typ")
            json.string("JWT")
            json.key("kid")
            json.string(keyID)
            json.endObject()
        }
        let payload = JSONWriter.bytes { json in
            json.beginObject()
            json.key("iss")
            json.string(AccessToken.issuer)
            json.key("aud")
            json.string(tenant.rawValue)
            json.key("sub")
            json.string(String(user.rawValue))
            json.key("role")
            json.string(role.rawValue)
            json.key("sid")
            json.string(session)
            json.key("iat")
            json.integer(issuedAt)
            json.key("exp")
            json.integer(expiresAt)
            json.endObject()
        }
        let signingInput = Base64URL.encode(header) + "." + Base64URL.encode(payload)
        return signingInput + "." + Base64URL.encode(try sign(Array(signingInput.utf8)))
    }
}

/// A token taken apart, with nothing proved yet.
struct UnverifiedToken: Sendable {
    var keyID: String
    /// The claims as written; true only once the signature has been checked.
    var claims: AccessToken
    var signingInput: [UInt8]
    var signature: [UInt8]

    /// Nil for anything that is not a token of ours in form: another algorithm, a missing or strange claim, broken encoding.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= AccessToken.maxLength else { return nil }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = UnverifiedToken.object(parts[0]), let payload = UnverifiedToken.object(parts[1]),
            let signature = Base64URL.decode(parts[2]), signature.count == 64
        else { return nil }
        // `crit` names extensions that must be understood (RFC 7515 section 4.1.11); we have none.
        guard header["alg"]?.string == "EdDSA", header["typ"]?.string == "JWT", header["crit"] == nil,
            let keyID = header["kid"]?.string, let claims = UnverifiedToken.claims(payload)
        else { return nil }
        self.keyID = keyID
        self.claims = claims
        signingInput = Array(bytes[..<(parts[0].count + 1 + parts[1].count)])
        self.signature = signature
    }

    private static func object(_ part: ArraySlice<UInt8>) -> JSONValue? {
        guard let bytes = Base64URL.decode(part) else { return nil }
        do throws(JSONError) {
            let value = try JSONValue(parsing: bytes, depth: 3)
            guard let members = value.members, Set(members.map(\.name)).count == members.count else { return nil }
            return value
        } catch {
            return nil
        }
    }

    private static func claims(_ json: JSONValue) -> AccessToken? {
        guard json["iss"]?.string == AccessToken.issuer, let tenant = json["aud"]?.string.flatMap(TenantSlug.init(rawValue:)),
            let user = json["sub"]?.string.flatMap({ Int64($0) }), let role = json["role"]?.string.flatMap(Role.init(rawValue:)),
            let session = json["sid"]?.string, case .number(let issued)? = json["iat"],
            case .number(let expires)? = json["exp"], let issuedAt = Int64(issued), let expiresAt = Int64(expires)
        else { return nil }
        return AccessToken(tenant: tenant, user: UserID(user), role: role, session: session, issuedAt: issuedAt, expiresAt: expiresAt)
    }
}
