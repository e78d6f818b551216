import ApplianceDriver
import Brokerage
import Foundation
import JSON
import Testing

extension TheAppliance {
    @Suite struct Imports {
        /// The statements that the tests of the reader use too.
        private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("MetaTraderTests/Statements/Files")

        @Test(arguments: [
            "mt4-statement.htm", "mt4-detailed-gbk.htm", "mt4-yen.htm", "mt5-english-utf16.html", "mt5-english-resaved.xlsx",
            "mt5-arabic-utf16.html", "mt5-chinese-utf16-parts.xlsx", "mt5-russian-resaved-cp1251.html", "mt5-spanish-utf16-without-bom.html",
        ]) func `The totals of a statement tie, in the report and in the accounts that it becomes`(name: String) async throws {
            let state = try await StateFolder.withTenant()
            let verb = try await run(name, state)
            #expect(verb.status == .exit(0), "\(verb.errors)")
            let report = try JSONValue(parsing: verb.output.utf8)
            let checks = report["checks"]?.elements ?? []
            #expect(report["ties"]?.bool == true && checks.count >= 6)
            #expect(checks.allSatisfy { $0["ties"]?.bool == true })

            let appliance = try await RunningAppliance.start(in: state)
            let client = try await appliance.signIn()
            let account = try #require(try await client.readAll("/api/v1/accounts").first)
            #expect(account["account_number"] == report["account_number"])
            let deals = try await client.readAll("/api/v1/accounts/\(account["id"]?.integer ?? 0)/deals?limit=500")
            for figure in ["commission", "swap"] {
                let stated = checks.first { $0["name"]?.string == figure }?["stated"]?.string.flatMap { Money($0) }
                #expect(sum(deals, figure) == stated, "\(figure)")
            }
        }

        private func sum(_ deals: [JSONValue], _ figure: String) -> Money {
            deals.compactMap { $0[figure]?.string.flatMap { Money($0) } }.reduce(.zero, +)
        }

        @Test func `A statement that is imported twice changes nothing`() async throws {
            let state = try await StateFolder.withTenant()
            let first = try JSONValue(parsing: try await run("mt5-english-utf16.html", state).output.utf8)
            let second = try JSONValue(parsing: try await run("mt5-english-utf16.html", state).output.utf8)
            #expect(first["duplicates"]?.integer == 0)
            #expect(second["duplicates"]?.integer == 32)
            #expect(second["checks"] == first["checks"])
        }

        @Test(arguments: ["mt4-tester.htm", "mt5-tester-utf16.html"])
        func `A file that is no account's history is refused whole, with the reason`(name: String) async throws {
            let state = try await StateFolder.withTenant()
            let verb = try await run(name, state)
            #expect(verb.status == .exit(1))
            #expect(verb.errors.contains("strategy test") && verb.errors.split(separator: "\n").count == 1, "\(verb.errors)")
            let appliance = try await RunningAppliance.start(in: state)
            #expect(try await appliance.signIn().readAll("/api/v1/accounts").isEmpty)
        }

        private func run(_ name: String, _ state: StateFolder) async throws -> Verb {
            let file = Self.folder.appendingPathComponent(name).path
            return try await Verb.run(["import", "--tenant", "acme", "--json", file], environment: state.environment)
        }
    }
}
