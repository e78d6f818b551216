import ArgumentParser
import Brokerage
import JSON
import Tenancy

/// `veles tenant`: which brokerages the appliance serves.
struct TenantVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant", abstract: "Create, list, suspend, resume and delete tenants.",
        subcommands: [Create.self, List.self, Show.self, Suspend.self, Resume.self, Delete.self])

    struct Create: ParsableCommand {
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

        func run() throws {
            let slug = try SlugArgument.parse(slug)
            guard let plan = Plan(rawValue: plan) else { throw VerbFailure(status: 2, "--plan must be starter, professional or enterprise") }
            guard let email = EmailAddress(rawValue: owner) else { throw VerbFailure(status: 2, "--owner must be an e-mail address") }
            let password = try VerbOutput.secret("Password of \(owner)")
            try PasswordRule.check(password)
            let hash = try Password.hash(password)
            let now = SystemClock.now()
            let tenant = try state.open { directory in
                let tenant = try directory.createTenant(slug: slug, name: name, domain: domain, plan: plan, at: now)
                let file = try directory.openTenant(slug)
                try file.write { _ = try $0.insert(user: email, name: "", role: .owner, passwordHash: hash, at: now) }
                try file.close()
                return tenant
            }
            if json { VerbOutput.print { $0.write(tenant) } } else { print("Tenant \(tenant.slug) is there; \(owner) can sign in.") }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all tenants.")
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() throws {
            let tenants = try state.open { try $0.control.tenants() }
            guard !json else {
                VerbOutput.print { writer in
                    writer.beginArray()
                    for tenant in tenants { writer.write(tenant) }
                    writer.endArray()
                }
                return
            }
            for tenant in tenants { print("\(tenant.slug)\t\(tenant.plan.rawValue)\t\(tenant.status.rawValue)\t\(tenant.name)") }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one tenant.")
        @Argument var slug: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() throws {
            let slug = try SlugArgument.parse(slug)
            let tenant = try state.open { try $0.control.tenant(slug) }
            guard !json else { return VerbOutput.print { $0.write(tenant) } }
            print("\(tenant.slug): \(tenant.name), plan \(tenant.plan.rawValue), \(tenant.status.rawValue), since \(tenant.createdAt)")
        }
    }

    struct Suspend: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stop a tenant: nobody signs in and its feeds stand still. Nothing is lost.")
        @Argument var slug: String
        @OptionGroup var state: StateOptions

        func run() throws {
            let slug = try SlugArgument.parse(slug)
            try state.open { try $0.control.suspend(slug, at: SystemClock.now()) }
        }
    }

    struct Resume: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a suspended tenant work again.")
        @Argument var slug: String
        @OptionGroup var state: StateOptions

        func run() throws {
            let slug = try SlugArgument.parse(slug)
            try state.open { try $0.control.resume(slug, at: SystemClock.now()) }
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a tenant with all its data.")
        @Argument var slug: String
        @Flag(help: "Do not ask for the slug to be typed again.") var yes = false
        @OptionGroup var state: StateOptions

        func run() throws {
            let slug = try SlugArgument.parse(slug)
            if !yes {
                print("This deletes every record of \(slug). Type its slug to go on:")
                guard readLine() == slug.rawValue else { throw VerbFailure("nothing was deleted") }
            }
            try state.open { try $0.deleteTenant(slug) }
        }
    }
}

/// What a password must be: long enough. No other rules.
enum PasswordRule {
    static func check(_ password: String) throws {
        guard (12...256).contains(password.utf8.count) else { throw VerbFailure(status: 2, "the password must have 12 to 256 bytes") }
    }
}

extension JSONWriter {
    mutating func write(_ tenant: Tenant) {
        beginObject()
        key("slug"); string(tenant.slug.rawValue)
        key("name"); string(tenant.name)
        key("domain"); if let domain = tenant.domain { string(domain) } else { null() }
        key("plan"); string(tenant.plan.rawValue)
        key("status"); string(tenant.status.rawValue)
        key("created_at"); string("\(tenant.createdAt)")
        endObject()
    }
}
