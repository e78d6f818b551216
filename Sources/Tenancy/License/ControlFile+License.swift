import Brokerage
import GRDB

extension ControlFile {
    /// Puts a license in the place of the one before. - Parameter text: a license that ``LicenseFile`` has read.
    func install(license text: String, at now: Timestamp) throws {
        try store.write { db in
            try db.run("INSERT OR REPLACE INTO license (id, text, installed_at) VALUES (1, ?, ?)", [text, now.milliseconds])
        }
    }

    /// The text of the license that is installed; nil when there is none.
    func licenseText() throws -> String? { try store.read { try $0.row("SELECT text FROM license WHERE id = 1") { $0.text() } } }
}
