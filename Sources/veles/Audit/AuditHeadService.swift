import Brokerage
import Desk
import Logging
import NIOCore
import ServiceLifecycle
import Tenancy

/// Sends out where each tenant's audit trail ends, whenever it has grown. Whoever keeps these lines elsewhere can tell a trail that was put back
/// from an older copy, which is sound in itself.
actor AuditHeadService: Service {
    private let desks: Desks
    private let target: SyslogTarget
    private let interval: Duration
    private let group: any EventLoopGroup
    private let logger: Logger
    /// How many entries each tenant had when its head was last sent.
    private var told: [TenantSlug: Int64] = [:]
    private var isFailing = false

    init(desks: Desks, target: SyslogTarget, interval: Duration, group: any EventLoopGroup, logger: Logger) {
        (self.desks, self.target, self.interval, self.group, self.logger) = (desks, target, interval, group, logger)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: self.interval)) != nil { await self.tell() }
        }
    }

    private func tell() async {
        do {
            let heads = try await newHeads()
            guard !heads.isEmpty else { return }
            try await target.send(heads.map(message), on: group)
            for (tenant, head) in heads { told[tenant] = head.count }
            isFailing = false
        } catch is CancellationError {
            return
        } catch {
            // Said once, not every minute; the heads are sent when the target answers again.
            if !isFailing { logger.warning("The heads of the audit trails could not be sent.", metadata: ["error": "\(error)"]) }
            isFailing = true
        }
    }

    /// Trails grow only while their tenant is open.
    private func newHeads() async throws -> [(TenantSlug, AuditHead)] {
        var heads: [(TenantSlug, AuditHead)] = []
        for desk in await desks.openDesks {
            do {
                let head = try await desk.file.read { try $0.auditHead() }
                if head.count != told[desk.slug] { heads.append((desk.slug, head)) }
            } catch let error as TenancyError where error.code == .closed {
                continue
            } catch let error as TenancyError where error.code == .damaged || error.code == .sealBroken {
                logger.error("The head of an audit trail was tampered with.", metadata: ["tenant": "\(desk.slug)", "error": "\(error)"])
            }
        }
        return heads
    }

    private func message(_ tenant: TenantSlug, _ head: AuditHead) -> SyslogMessage {
        SyslogMessage(
            at: SystemClock.now(), host: SyslogMessage.machine, id: "audit-head",
            content: "tenant=\(tenant) entries=\(head.count) hash=\(head.hashText)")
    }
}
