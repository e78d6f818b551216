import Foundation
import Testing

/// A request works with the one desk that its token opened. No other part of the web room can reach a tenant at all.
@Suite struct OneDeskTests {
    /// The files that may open a tenant by its name, each with why.
    private static let mayOpen: Set<String> = [
        // They find out which tenant a request belongs to.
        "Authenticator.swift", "SignInService.swift", "LinkRoutes.swift", "Desks+Known.swift",
        // They are about all tenants, and show nothing of any.
        "SetupRoutes.swift", "MetricsRoute.swift", "HealthRoutes.swift",
        // It changes the name by which the control file knows the call's own tenant.
        "TenantRoutes.swift",
        // It reserves the visible part of a key, by which its tenant is found.
        "APIKeyRoutes.swift",
        // They put the parts together.
        "WebParts.swift", "WebServer.swift",
    ]

    private static var files: [URL] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let found = FileManager.default.enumerator(at: root.appendingPathComponent("Sources/Web"), includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    }

    @Test func `Only the files that find a request's tenant know of desks in the plural, of the state directory or of opening a file`() throws {
        #expect(OneDeskTests.files.count > 50)
        for file in OneDeskTests.files {
            let name = file.lastPathComponent
            // The operator's own routes make and delete tenants.
            guard !OneDeskTests.mayOpen.contains(name), !file.path.contains("/Platform/") else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for word in ["Desks", "StateDirectory", "openTenant", "ControlFile"] {
                #expect(text.range(of: "\\b\(word)\\b", options: .regularExpression) == nil, "\(word) in \(name)")
            }
        }
    }

    @Test func `A call carries one desk`() throws {
        let call = try #require(OneDeskTests.files.first { $0.lastPathComponent == "Call.swift" })
        let text = try String(contentsOf: call, encoding: .utf8)
        #expect(text.components(separatedBy: ": Desk\n").count == 2, "one stored desk, in the caller")
    }
}
