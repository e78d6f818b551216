import JSON
import MetaTrader

extension ServerAnswer {
    /// As the TCP form has it: parameters in upper case, records as payload.
    func message(to command: String) -> MT5Message {
        var parameters = fields.map { MT5Message.Parameter($0.name.uppercased(), $0.value) }
        if let transID { parameters.append(.init("TRANS_ID", String(transID))) }
        return MT5Message(answering: command, code, parameters, payload: payload ?? [])
    }

    /// As the REST form has it: one JSON object.
    var envelope: [UInt8] {
        var writer = JSONWriter(reservingCapacity: (payload?.count ?? 0) + 128)
        writer.beginObject()
        writer.text("retcode", code.wire)
        if let transID { writer.text("trans_id", String(transID)) }
        if let payload {
            writer.key("answer")
            writer.raw(payload)
        } else if !fields.isEmpty {
            writer.key("answer")
            writer.beginObject()
            for field in fields {
                writer.key(dynamic: field.name)
                writer.string(field.value)
            }
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes
    }
}
