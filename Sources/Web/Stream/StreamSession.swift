import Brokerage
import Desk
import Logging
import NIOCore
import NIOWebSocket

/// One client of the stream, from the upgrade to the close: a reader, a writer and a timer under one task group.
struct StreamSession: Sendable {
    private enum End { case reader, writer, timer, lingered }

    let admission: StreamAdmission
    let snapshots: StreamSnapshots
    let limits: StreamLimits
    let limiter: RateLimiter
    let clock: WebClock
    let logger: Logger

    private var mailbox: Mailbox { admission.mailbox }

    /// Serves the client until either side ends it. The channel is closed when this returns.
    func run(_ channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>) async {
        do {
            try await channel.executeThenClose { inbound, outbound in await serve(inbound, outbound) }
        } catch {
            // Closing what the peer has closed already is no news.
            logger.trace("A stream ended", metadata: ["error": "\(error)"])
        }
    }

    private func serve(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async {
        await withTaskGroup(of: End.self) { group in
            group.addTask {
                await read(inbound)
                return .reader
            }
            group.addTask {
                await write(outbound)
                return .writer
            }
            group.addTask {
                await watch()
                return .timer
            }
            var (readerEnded, writerEnded) = (false, false)
            for await end in group {
                switch end {
                case .reader: readerEnded = true
                case .writer: writerEnded = true
                case .timer: break
                case .lingered: group.cancelAll()
                }
                if readerEnded, writerEnded { group.cancelAll() }
                // After a close frame, or when the client is given up, it has a moment to read before the connection is cut.
                if end == .writer || end == .timer {
                    group.addTask {
                        await linger()
                        return .lingered
                    }
                }
            }
        }
    }

    // MARK: Reading

    private func read(_ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>) async {
        do {
            for try await frame in inbound {
                mailbox.noteHeard()
                guard take(frame) else { return }
            }
            mailbox.finish(.normal)
        } catch let violation as FrameViolation {
            mailbox.finish(StreamClose(violation))
        } catch let error as NIOWebSocketFrameAggregator.Error {
            mailbox.finish(StreamSession.close(for: error))
        } catch {
            mailbox.finish(.normal)
        }
    }

    private static func close(for error: NIOWebSocketFrameAggregator.Error) -> StreamClose {
        switch error {
        case .accumulatedFrameSizeIsTooLarge, .tooManyFragments: .tooLarge
        default: StreamClose(code: 1002, reason: "fragments out of order")
        }
    }

    /// False when nothing more is to be read.
    private func take(_ frame: WebSocketFrame) -> Bool {
        switch frame.opcode {
        case .text:
            guard let text = String(validating: frame.unmaskedData.readableBytesView, as: UTF8.self) else {
                mailbox.finish(.notUTF8)
                return false
            }
            // Each subscription is answered with a snapshot, so it counts as a request.
            guard limiter.take(.reads, admission.principal.subjects)?.isAllowed ?? true else {
                mailbox.finish(.tooMany)
                return false
            }
            hear(text)
        case .binary:
            mailbox.finish(.binary)
            return false
        case .ping: mailbox.put { $0.append(frame.unmaskedData, as: .pong) }
        case .connectionClose:
            mailbox.finish(.normal)
            return false
        default: break
        }
        return true
    }

    private func hear(_ text: String) {
        do throws(StreamFault) {
            switch try StreamMessage(parsing: text.utf8) {
            case .subscribe(let topics, let position): mailbox.put { box in for topic in topics { box.join(topic, after: position) } }
            case .unsubscribe(let topics): mailbox.put { box in for topic in topics { box.leave(topic) } }
            }
        } catch {
            mailbox.put { $0.append(StreamFrame.error(error)) }
        }
    }

    // MARK: Writing

    private func write(_ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>) async {
        do {
            while let work = await mailbox.next() {
                switch work {
                case .write(let frames): try await outbound.write(contentsOf: frames)
                case .join(let topic, let position): try await join(topic, after: position, outbound)
                case .shed(let topics):
                    for topic in topics {
                        try await outbound.write(text(try await snapshots.snapshot(of: topic, at: admission.desk).frame))
                    }
                case .close(let close): try await outbound.write(StreamFrame.closing(close))
                }
            }
        } catch is CancellationError {
            // The session is over.
        } catch let error as ChannelError {
            logger.trace("A stream's client is gone", metadata: ["error": "\(error)"])
        } catch {
            logger.warning("A stream could not go on", metadata: ["tenant": "\(admission.principal.tenant)", "error": "\(error)"])
            await say(.failed, outbound)
        }
    }

    private func say(_ close: StreamClose, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>) async {
        do {
            try await outbound.write(StreamFrame.closing(close))
        } catch {
            logger.trace("A stream's client is gone", metadata: ["error": "\(error)"])
        }
    }

    private func join(
        _ topic: Topic, after position: StreamMessage.Position?, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws {
        let hub = admission.desk.hub
        // Events about accounts hold the clients' names.
        if topic == .accounts {
            try await admission.desk.noteView(of: nil, by: admission.principal.actor(address: admission.address, requestID: ""))
        }
        if let position, case .events(let missed) = hub.catchUp(topic, epoch: position.epoch, seq: position.seq) {
            try await outbound.write(contentsOf: missed.map { text(StreamFrame.event($0)) })
            mailbox.put { $0.settle(topic, upTo: missed.last?.seq ?? position.seq) }
            return
        }
        let snapshot = try await snapshots.snapshot(of: topic, at: admission.desk)
        try await outbound.write(text(snapshot.frame))
        mailbox.put { $0.settle(topic, upTo: snapshot.seq) }
    }

    private func text(_ data: ByteBuffer) -> WebSocketFrame { WebSocketFrame(fin: true, opcode: .text, data: data) }

    // MARK: Watching

    /// Pings, and ends the session when the sign-in has expired or the client no longer answers.
    private func watch() async {
        _ = mailbox.takeHeard()
        while await nap(limits.pingEvery) {
            _ = mailbox.takeHeard()
            mailbox.put { $0.append(ByteBuffer(), as: .ping) }
            guard await nap(limits.answerWithin) else { return }
            guard mailbox.takeHeard() else { return mailbox.finish(.silent) }
        }
    }

    /// Sleeps. False when the session was cancelled, or has ended because the sign-in expired meanwhile.
    private func nap(_ duration: Duration) async -> Bool {
        let end = admission.principal.expiresAt
        let left = end.map { $0 - clock.now() }
        let sleep = left.map { max(.zero, min($0, duration)) } ?? duration
        do {
            try await clock.sleep(sleep)
        } catch {
            return false
        }
        // The clock may have been set while this slept.
        guard let end, let left, left <= duration || clock.now() >= end else { return true }
        mailbox.finish(.expired)
        return false
    }

    private func linger() async {
        do {
            try await clock.sleep(limits.linger)
        } catch {
            // Cut short: the session has ended meanwhile.
        }
    }
}
