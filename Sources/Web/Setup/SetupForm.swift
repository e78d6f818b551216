import Brokerage
import Foundation
import JSON
import Tenancy

/// What the set-up page asks for.
struct SetupForm: Sendable {
    let token: String
    let password: String
    private let fields: Fields
    private let email: EmailAddress?
    private let company: String
    private let slug: TenantSlug?
    private let timeZone: String

    /// - Throws: ``Problem`` only when the token is missing or the fields are not known; other faults wait for ``check()``.
    init(_ body: JSONValue) throws(Problem) {
        var fields = try Fields(body, knowing: ["token", "email", "password", "company", "slug", "time_zone"])
        token = fields.required("token", atMost: 128)
        try fields.check()
        email = EmailAddress(rawValue: fields.required("email", atMost: 254))
        if email == nil, !fields.hasFault(in: "email") { fields.fault("email", "It must be an e-mail address.") }
        (password, company) = (fields.required("password", atMost: 1024), fields.required("company", atMost: 100))
        let wanted = fields.text("slug", atMost: 40)
        slug = TenantSlug(rawValue: wanted ?? SetupForm.slug(from: company))
        if slug == nil, wanted != nil || !company.isEmpty {
            fields.fault("slug", "It must be 1 to 40 of a-z, 0-9 and -, not beginning or ending with -.")
        }
        timeZone = fields.required("time_zone", atMost: 64)
        if !fields.hasFault(in: "time_zone"), !TimeZoneName.isKnown(timeZone) {
            fields.fault("time_zone", "It must be a name such as Europe/London or UTC.")
        }
        if !fields.hasFault(in: "password"),
            let fault = PasswordRule.fault(in: password, names: [email?.rawValue ?? "", company, slug?.rawValue ?? ""])
        {
            fields.fault("password", fault)
        }
        self.fields = fields
    }

    /// - Throws: ``Problem`` naming every fault of the form.
    func check() throws(Problem) { try fields.check() }

    /// Nil for a form with faults.
    func tenant(passwordHash: String) -> FirstTenant? {
        guard let slug, let email else { return nil }
        return FirstTenant(slug: slug, name: company, timeZone: timeZone, owner: email, passwordHash: passwordHash)
    }

    /// A slug that is like the name: letters without their accents and digits, with a dash for whatever else stands between them.
    static func slug(from name: String) -> String {
        let plain = name.folding(options: .diacriticInsensitive, locale: nil).lowercased()
        let parts = plain.utf8.split { !(97...122).contains($0) && !(48...57).contains($0) }
        var slug = ""
        for part in parts {
            let next = (slug.isEmpty ? "" : slug + "-") + String(decoding: part, as: UTF8.self)
            guard next.utf8.count <= 40 else { break }
            slug = next
        }
        return slug
    }
}
