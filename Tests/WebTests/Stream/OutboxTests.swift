import Desk
import NIOCore
import NIOWebSocket
import Testing

@testable import Web

@Suite struct OutboxTests {
    private static func limits(frames: Int = 4, bytes: Int = 100) -> StreamLimits {
        var limits = StreamLimits()
        (limits.mailboxFrames, limits.mailboxBytes) = (frames, bytes)
        return limits
    }

    private static func frame(_ text: String) -> ByteBuffer { ByteBuffer(string: text) }

    private static func texts(_ work: Outbox.Work?) -> [String]? {
        guard case .write(let frames) = work else { return nil }
        return frames.map { String(buffer: $0.data) }
    }

    private static func isNothing(_ work: Outbox.Work?) -> Bool { if case .none = work { true } else { false } }

    @Test func `Events of topics that nobody asked for are not taken`() {
        var box = Outbox(limits: OutboxTests.limits())
        box.offer(.alerts, seq: 1) { OutboxTests.frame("1") }
        #expect(OutboxTests.isNothing(box.next()))
        #expect(box.count == 0)
    }

    @Test func `Events that come while a snapshot is made follow it, those that it holds do not`() {
        var box = Outbox(limits: OutboxTests.limits())
        box.join(.alerts, after: nil)
        guard case .join(.alerts, nil) = box.next() else {
            Issue.record("a join was expected")
            return
        }
        for seq in 5...7 { box.offer(.alerts, seq: UInt64(seq)) { OutboxTests.frame("\(seq)") } }
        #expect(OutboxTests.isNothing(box.next()))
        #expect(box.count == 3)
        box.settle(.alerts, upTo: 5)
        #expect(OutboxTests.texts(box.next()) == ["6", "7"])
        #expect(box.count == 0 && box.bytes == 0)
        box.offer(.alerts, seq: 8) { OutboxTests.frame("8") }
        #expect(OutboxTests.texts(box.next()) == ["8"])
    }

    @Test func `Of two requests for one topic the later counts`() {
        var box = Outbox(limits: OutboxTests.limits())
        box.join(.alerts, after: nil)
        box.join(.alerts, after: .init(epoch: 1, seq: 2))
        guard case .join(.alerts, let position) = box.next() else {
            Issue.record("a join was expected")
            return
        }
        #expect(position == .init(epoch: 1, seq: 2))
        #expect(OutboxTests.isNothing(box.next()))
    }

    @Test(arguments: [("x", 5), (String(repeating: "x", count: 60), 2)])
    func `Past its bound it drops everything, is shed once and closes`(_ text: String, _ events: Int) {
        var box = Outbox(limits: OutboxTests.limits())
        box.join(.alerts, after: nil)
        _ = box.next()
        box.settle(.alerts, upTo: 0)
        for seq in 1...events { box.offer(.alerts, seq: UInt64(seq)) { OutboxTests.frame(text) } }
        #expect(box.isShedding)
        #expect(box.count == 0 && box.bytes == 0)
        box.offer(.alerts, seq: 99) { OutboxTests.frame("late") }
        box.join(.exposure, after: nil)
        guard case .shed([.alerts]) = box.next(), case .close(.slow) = box.next() else {
            Issue.record("shedding and then the close were expected")
            return
        }
        #expect(box.isClosed)
        #expect(OutboxTests.isNothing(box.next()))
    }

    @Test func `What is held back for a snapshot counts against the bound`() {
        var box = Outbox(limits: OutboxTests.limits())
        box.join(.alerts, after: nil)
        _ = box.next()
        for seq in 1...5 { box.offer(.alerts, seq: UInt64(seq)) { OutboxTests.frame("x") } }
        #expect(box.isShedding)
    }

    @Test func `Leaving gives back what was held`() {
        var box = Outbox(limits: OutboxTests.limits())
        box.join(.alerts, after: nil)
        box.offer(.alerts, seq: 1) { OutboxTests.frame("x") }
        box.leave(.alerts)
        #expect(box.count == 0 && box.bytes == 0)
        #expect(OutboxTests.isNothing(box.next()))
        box.settle(.alerts, upTo: 0)
        #expect(OutboxTests.isNothing(box.next()))
    }

    @Test func `What waits is written before the close, and the first reason stays`() {
        var box = Outbox(limits: OutboxTests.limits())
        box.append(OutboxTests.frame("last"))
        box.finish(.goingAway)
        box.finish(.normal)
        box.append(OutboxTests.frame("too late"))
        #expect(OutboxTests.texts(box.next()) == ["last"])
        guard case .close(.goingAway) = box.next() else {
            Issue.record("the close was expected")
            return
        }
        #expect(OutboxTests.isNothing(box.next()))
    }
}
