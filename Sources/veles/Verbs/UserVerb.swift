import ArgumentParser
import Brokerage
import Tenancy

/// `veles user`: the people of a tenant, and the way back in after a lost password.
struct UserVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add, list, disable people of a tenant; reset a password or a second factor.",
        subcommands: [Add.self, List.self, Disable.self, ResetPassword.self, ResetOTP.self])

    /// The tenant and the person.
    struct Person: ParsableArguments {
        @Option(help: "The tenant's slug.") var tenant: String
        @Argument(help: "The e-mail address.") var email: String
        @OptionGroup var state: StateOptions

        func parse() throws -> PersonInput {
            guard let address = EmailAddress(rawValue: email) else { throw VerbFailure(status: 2, "\(email) is no e-mail address") }
            return PersonInput(tenant: try SlugArgument.parse(tenant), email: address)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a person. The password is read from standard input.")
        @OptionGroup var person: Person
        @Option(help: "owner, risk_manager, dealer, analyst or auditor.") var role: String
        @Option(help: "The name to show.") var name = ""

        func run() async throws {
            let who = try person.parse()
            guard let role = Role(rawValue: role) else {
                throw VerbFailure(status: 2, "--role must be \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            let input = AddUserOperation.Input(
                tenant: who.tenant, email: who.email, name: name, role: role, password: try VerbOutput.secret("Password of \(who.email)"))
            _ = try await person.state.perform(AddUserOperation.self, input)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the people of a tenant.")
        @Option(help: "The tenant's slug.") var tenant: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws {
            let input = TenantInput(tenant: try SlugArgument.parse(tenant))
            VerbOutput.print(try await state.perform(ListUsersOperation.self, input), asJSON: json)
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Keep a person out. Their sessions end.")
        @OptionGroup var person: Person

        func run() async throws { _ = try await person.state.perform(DisableUserOperation.self, person.parse()) }
    }

    struct ResetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-password", abstract: "Set a new password, read from standard input. All sessions of the person end.")
        @OptionGroup var person: Person

        func run() async throws {
            let who = try person.parse()
            let input = ResetPasswordOperation.Input(person: who, password: try VerbOutput.secret("New password of \(who.email)"))
            _ = try await person.state.perform(ResetPasswordOperation.self, input)
        }
    }

    struct ResetOTP: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-otp", abstract: "Turn a person's second factor off. All sessions of the person end.")
        @OptionGroup var person: Person

        func run() async throws { _ = try await person.state.perform(ResetOTPOperation.self, person.parse()) }
    }
}
