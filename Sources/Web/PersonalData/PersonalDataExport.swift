import Brokerage
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import NIOCore
import Risk
import Tenancy

/// Everything that the tenant's file has of one client, as one JSON download. Deals are read and sent a page at a time.
struct PersonalDataExport: Sendable {
    static let pageSize = 500

    let file: TenantFile
    let account: AccountID
    let positions: [PositionFigures]

    var response: Response {
        let headers: HTTPFields = [
            .contentType: "application/json", .cacheControl: "no-store",
            .contentDisposition: "attachment; filename=\"account-\(account.rawValue)-personal-data.json\"",
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody { writer in try await send(to: &writer) })
    }

    private func send(to writer: inout any ResponseBodyWriter) async throws {
        // The object is left open: its deals follow.
        var head = try await file.read { [account, positions] reader in try PersonalDataExport.head(account, positions, reader) }
        head.key("deals")
        head.beginArray()
        try await writer.write(ByteBuffer(bytes: head.bytes))
        var (cursor, isFirst): (DealCursor?, Bool) = (nil, true)
        while true {
            let deals = try await file.read { [account, cursor] in try $0.deals(of: account, before: cursor, limit: PersonalDataExport.pageSize) }
            guard let last = deals.last else { break }
            cursor = DealCursor(time: last.deal.time, ticket: last.deal.ticket)
            try await writer.write(PersonalDataExport.page(deals, isFirst: isFirst))
            isFirst = false
        }
        try await writer.write(ByteBuffer(string: "]}"))
        try await writer.finish(nil)
    }

    private static func page(_ deals: [StoredDeal], isFirst: Bool) -> ByteBuffer {
        var buffer = ByteBuffer()
        for (index, deal) in deals.enumerated() {
            if !isFirst || index > 0 { buffer.writeInteger(UInt8(ascii: ",")) }
            buffer.writeBytes(JSONWriter.bytes { $0.write(deal) })
        }
        return buffer
    }

    private static func head(_ id: AccountID, _ positions: [PositionFigures], _ reader: TenantReader) throws -> JSONWriter {
        let (stored, erasedAt) = (try reader.account(id), try reader.erasedAccounts()[id])
        var json = JSONWriter(reservingCapacity: 4096)
        json.beginObject()
        json.key("account")
        json.write(stored, erasedAt: erasedAt)
        json.key("sessions")
        json.writeArray(try reader.sessions(of: id)) { $1.write($0) }
        json.key("transfers")
        json.writeArray(try reader.transfers(of: id)) { $1.write($0) }
        json.key("positions")
        json.writeArray(positions) { $1.write($0) }
        json.key("alerts")
        json.writeArray(try reader.alertsWithComments(about: id)) { $1.write($0.alert, comments: $0.comments) }
        return json
    }
}
