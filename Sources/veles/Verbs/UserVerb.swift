import ArgumentParser
import Brokerage
import JSON
import Tenancy

/// `veles user`: the people of a tenant, and the way back in after a lost password.
struct UserVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add, list, disable people of a tenant; reset a password.",
        subcommands: [Add.self, List.self, Disable.self, ResetPassword.self])

    /// The tenant and the person.
    struct Person: ParsableArguments {
        @Option(help: "The tenant's slug.") var tenant: String
        @Argument(help: "The e-mail address.") var email: String

        func parse() throws -> (TenantSlug, EmailAddress) {
            guard let address = EmailAddress(rawValue: email) else { throw VerbFailure(status: 2, "\(email) is no e-mail address") }
            return (try SlugArgument.parse(tenant), address)
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a person. The password is read from standard input.")
        @OptionGroup var person: Person
        @Option(help: "owner, risk_manager, dealer, analyst or auditor.") var role: String
        @Option(help: "The name to show.") var name = ""
        @OptionGroup var state: StateOptions

        func run() throws {
            let (slug, email) = try person.parse()
            guard let role = Role(rawValue: role) else {
                throw VerbFailure(status: 2, "--role must be \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            let password = try VerbOutput.secret("Password of \(email)")
            try PasswordRule.check(password)
            let hash = try Password.hash(password)
            try state.openTenant(slug) { _, file in
                try file.write { _ = try $0.insert(user: email, name: name, role: role, passwordHash: hash, at: SystemClock.now()) }
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the people of a tenant.")
        @Option(help: "The tenant's slug.") var tenant: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() throws {
            let users = try state.openTenant(SlugArgument.parse(tenant)) { _, file in try file.read { try $0.users() } }
            guard json else {
                for user in users { print("\(user.email)\t\(user.role.rawValue)\t\(user.isDisabled ? "disabled" : "active")\t\(user.name)") }
                return
            }
            VerbOutput.print { writer in
                writer.beginArray()
                for user in users {
                    writer.beginObject()
                    writer.key("email"); writer.string(user.email.rawValue)
                    writer.key("name"); writer.string(user.name)
                    writer.key("role"); writer.string(user.role.rawValue)
                    writer.key("disabled"); writer.bool(user.isDisabled)
                    writer.endObject()
                }
                writer.endArray()
            }
        }
    }

    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Keep a person out. Their sessions end.")
        @OptionGroup var person: Person
        @OptionGroup var state: StateOptions

        func run() throws {
            let (slug, email) = try person.parse()
            try state.openTenant(slug) { _, file in
                let user = try find(email, file)
                try file.write { try $0.setDisabled(user: user.id, true, at: SystemClock.now()) }
            }
        }
    }

    struct ResetPassword: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-password", abstract: "Set a new password, read from standard input. All sessions of the person end.")
        @OptionGroup var person: Person
        @OptionGroup var state: StateOptions

        func run() throws {
            let (slug, email) = try person.parse()
            let password = try VerbOutput.secret("New password of \(email)")
            try PasswordRule.check(password)
            let hash = try Password.hash(password)
            try state.openTenant(slug) { _, file in
                let user = try find(email, file)
                try file.write { try $0.setPassword(of: user.id, hash: hash, at: SystemClock.now()) }
            }
        }
    }

    private static func find(_ email: EmailAddress, _ file: TenantFile) throws -> User {
        guard let user = try file.read({ try $0.user(email) }) else { throw VerbFailure("there is no user \(email)") }
        return user
    }
}
