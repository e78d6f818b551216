import ArgumentParser
import Brokerage
import Tenancy

/// `veles tenant`: which brokerages the appliance serves.
struct TenantVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant", abstract: "Create, list, suspend, resume and delete tenants.",
        subcommands: [Create.self, List.self, Show.self, SetPlan.self, Suspend.self, Resume.self, Delete.self])

    /// The tenant that a verb is about.
    struct Target: ParsableArguments {
        @Argument(help: "The tenant's slug.") var slug: String
        @OptionGroup var state: StateOptions

        func parse() throws -> TenantInput { TenantInput(tenant: try SlugArgument.parse(slug)) }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a tenant with its owner. The owner's password is read from standard input.")

        @Argument(help: "1 to 40 of a-z, 0-9 and -; also the folder's name.") var slug: String
        @Option(help: "The brokerage's name.") var name: String
        @Option(help: "starter, professional or enterprise.") var plan: String
        @Option(help: "The owner's e-mail address.") var owner: String
        @Option(help: "The brokerage's domain.") var domain: String?
        @Flag(help: "Read the password from standard input (it always is; for scripts that say so).") var passwordStdin = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws {
            let slug = try SlugArgument.parse(slug)
            let plan = try PlanArgument.parse(plan, "--plan")
            guard let email = EmailAddress(rawValue: owner) else { throw VerbFailure(status: 2, "--owner must be an e-mail address") }
            let input = CreateTenantOperation.Input(
                slug: slug, name: name, domain: domain, plan: plan, owner: email, password: try VerbOutput.secret("Password of \(owner)"))
            VerbOutput.print(try await state.perform(CreateTenantOperation.self, input), asJSON: json)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all tenants.")
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws { VerbOutput.print(try await state.perform(ListTenantsOperation.self, .init()), asJSON: json) }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one tenant.")
        @OptionGroup var target: Target
        @Flag(help: "Print JSON.") var json = false

        func run() async throws { VerbOutput.print(try await target.state.perform(ShowTenantOperation.self, target.parse()), asJSON: json) }
    }

    struct SetPlan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "set-plan", abstract: "Give a tenant another plan, in effect at once.")
        @OptionGroup var target: Target
        @Argument(help: "starter, professional or enterprise.") var plan: String

        func run() async throws {
            let input = SetPlanOperation.Input(tenant: try target.parse().tenant, plan: try PlanArgument.parse(plan, "the plan"))
            _ = try await target.state.perform(SetPlanOperation.self, input)
        }
    }

    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stop a tenant: nobody signs in and its feeds stand still. Nothing is lost.")
        @OptionGroup var target: Target

        func run() async throws { _ = try await target.state.perform(SuspendTenantOperation.self, target.parse()) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a suspended tenant work again.")
        @OptionGroup var target: Target

        func run() async throws { _ = try await target.state.perform(ResumeTenantOperation.self, target.parse()) }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a tenant with all its data.")
        @OptionGroup var target: Target
        @Flag(help: "Do not ask for the slug to be typed again.") var yes = false

        func run() async throws {
            let input = try target.parse()
            if !yes {
                print("This deletes every record of \(input.tenant). Type its slug to go on:")
                guard readLine() == input.tenant.rawValue else { throw VerbFailure("nothing was deleted") }
            }
            _ = try await target.state.perform(DeleteTenantOperation.self, input)
        }
    }
}

/// A plan as an argument.
private enum PlanArgument {
    static func parse(_ text: String, _ name: String) throws -> Plan {
        guard let plan = Plan(rawValue: text) else {
            throw VerbFailure(status: 2, "\(name) must be \(Plan.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return plan
    }
}
