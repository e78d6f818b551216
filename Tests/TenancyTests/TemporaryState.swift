import Brokerage
import Foundation
import Logging

@testable import Tenancy

/// A folder of its own for one test, gone when the test is over.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/veles-tenancy-\(UUID().uuidString)"
        try PrivateFiles.makeFolder(path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A state directory with one tenant whose file is open.
final class TemporaryTenant {
    let folder: TemporaryFolder
    let state: StateDirectory
    let tenant: Tenant
    private(set) var file: TenantFile

    init() throws {
        folder = try TemporaryFolder()
        state = try StateDirectory.open(path: folder.path + "/state", logger: quiet)
        tenant = try state.createTenant(slug: slug("acme"), name: "Acme", domain: nil, plan: .professional, at: noon)
        file = try state.openTenant(tenant.slug)
    }

    var databasePath: String { TenantFile.path(in: state.folder(of: tenant.slug)) }

    /// Closes the file and opens it again.
    func reopen() throws {
        try file.close()
        file = try state.openTenant(tenant.slug)
    }

    /// A push connection to hang accounts on.
    func connection(_ name: String = "push") throws -> ConnectionID {
        try file.write { try $0.insert(connection: ConnectionDraft(platform: .push, name: name), credentials: nil, at: noon) }
    }

    func account(_ login: Int64, on connection: ConnectionID) throws -> AccountID {
        try file.write { try $0.upsert(account: Account(login: login), connection: connection, server: "Demo", at: noon) }
    }
}

/// Says nothing.
let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

let noon = Timestamp(milliseconds: 1_772_366_400_000)

func slug(_ text: String) throws -> TenantSlug {
    guard let slug = TenantSlug(rawValue: text) else { throw TenancyError(.invalid, "\(text) is no slug.") }
    return slug
}

func email(_ text: String) throws -> EmailAddress {
    guard let email = EmailAddress(rawValue: text) else { throw TenancyError(.invalid, "\(text) is no address.") }
    return email
}

/// The code of the store's error that `body` throws; nil when it throws none.
func code(of body: () throws -> Void) -> TenancyError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? TenancyError)?.code
    }
}

/// The last nine bits of a file's mode.
func mode(_ path: String) -> UInt16 {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.posixPermissions] as? NSNumber)?.uint16Value ?? 0
}

/// A trade in which every field differs from its default.
func trade(_ ticket: Int64, login: Int64 = 1001, at time: Timestamp = noon) -> Deal {
    var deal = Deal(ticket: ticket, login: login, action: .sell, time: time)
    (deal.order, deal.position, deal.entry, deal.reason) = (ticket + 1, ticket + 2, .inOut, .stopOut)
    (deal.symbol, deal.volume, deal.price) = ("EURUSD", Lots(units: 12_345_678), Price(units: 108_712_345))
    (deal.profit, deal.swap, deal.commission, deal.fee) = (Money(units: -1), Money(units: 2), Money(units: -3), Money(units: 4))
    (deal.priceSL, deal.priceTP) = (Price(units: 5), Price(units: 6))
    (deal.priceRequested, deal.priceGateway) = (Price(units: 7), Price(units: 8))
    (deal.marketBid, deal.marketAsk) = (Price(units: 9), Price(units: 10))
    (deal.expert, deal.comment, deal.platformAction, deal.modifyFlags) = (11, "so 12.5%", 1, 3)
    return deal
}
