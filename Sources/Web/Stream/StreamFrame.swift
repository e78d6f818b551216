import Desk
import JSON
import NIOCore
import NIOWebSocket

/// The server's frames, as text ready to be written.
enum StreamFrame {
    static func event(_ event: Hub.Event) -> ByteBuffer {
        frame(reserving: event.data.count + 96) { json in
            json.key("type")
            json.string("event")
            json.key("topic")
            json.string(event.topic.rawValue)
            json.key("seq")
            json.integer(event.seq)
            json.key("data")
            json.raw(event.data)
        }
    }

    static func snapshot(_ topic: Topic, epoch: UInt64, seq: UInt64, data: [UInt8]) -> ByteBuffer {
        frame(reserving: data.count + 128) { json in
            json.key("type")
            json.string("snapshot")
            json.key("topic")
            json.string(topic.rawValue)
            json.key("epoch")
            json.integer(epoch)
            json.key("seq")
            json.integer(seq)
            json.key("data")
            json.raw(data)
        }
    }

    static func error(_ fault: StreamFault) -> ByteBuffer {
        frame(reserving: 160) { json in
            json.key("type")
            json.string("error")
            json.key("code")
            json.string(fault.code)
            json.key("detail")
            json.string(fault.detail)
        }
    }

    static func closing(_ close: StreamClose) -> WebSocketFrame {
        var body = ByteBuffer()
        body.writeInteger(close.code)
        // A control frame holds 125 bytes; the reasons are our own and short.
        body.writeString(String(close.reason.prefix(120)))
        return WebSocketFrame(fin: true, opcode: .connectionClose, data: body)
    }

    private static func frame(reserving capacity: Int, _ body: (inout JSONWriter) -> Void) -> ByteBuffer {
        var json = JSONWriter(reservingCapacity: capacity)
        json.beginObject()
        body(&json)
        json.endObject()
        return ByteBuffer(bytes: json.bytes)
    }
}
