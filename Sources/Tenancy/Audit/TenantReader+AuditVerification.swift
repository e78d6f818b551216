import Brokerage
import GRDB

/// What a check of a tenant's audit trail came to.
public struct AuditVerification: Sendable, Equatable {
    /// The first thing that is wrong.
    public struct Fault: Sendable, Equatable {
        public enum Kind: String, Sendable, CaseIterable {
            /// The entry is not as it was written, or it stands in another's place.
            case altered
            /// The entry is missing while later ones are there.
            case gap
            /// The entry and all after it were cut off.
            case cut
            /// The entry stands beyond the sealed head: that is an older one.
            case olderHead = "older_head"
            /// The sealed head is missing, or not the one that was written.
            case brokenHead = "broken_head"
        }

        public var kind: Kind
        /// Where in the chain, from 1.
        public var entry: Int64

        public init(_ kind: Kind, entry: Int64) { (self.kind, self.entry) = (kind, entry) }

        /// What it means, in one sentence.
        public var sentence: String {
            switch kind {
            case .altered: "Entry \(entry) is not as it was written, or stands in another's place."
            case .gap: "Entry \(entry) is missing."
            case .cut: "Entry \(entry) and all after it were cut off."
            case .olderHead: "Entry \(entry) stands beyond the sealed head: an older copy of the head was put back."
            case .brokenHead: "The sealed head of the trail is missing or was not written by this tenant."
            }
        }
    }

    /// Entries that are as they were written, counted from the first.
    public var entries: Int64
    /// The hash of the last of them.
    public var hash: [UInt8]
    public var fault: Fault?

    public var hashText: String { Hexadecimal.text(hash) }
}

extension TenantReader {
    /// Checks every entry of the audit trail against the chain and the sealed head.
    ///
    /// A whole file put back from an older copy is sound in itself: only heads that were sent out show that.
    public func verifyAuditTrail() throws -> AuditVerification {
        let chain = try soundEntries()
        let fault = try chain.fault ?? faultOfHead(beside: chain)
        return AuditVerification(entries: chain.entries, hash: chain.hash, fault: fault)
    }

    /// Where the trail ends, as the sealed head says.
    public func auditHead() throws -> AuditHead { try AuditHead.read(db, vault) }

    private func soundEntries() throws -> AuditVerification {
        let uid = try FileInfo.value("tenant_uid", db) ?? ""
        var chain = AuditVerification(entries: 0, hash: try AuditChain.origin(tenantUID: uid))
        try db.forEach("SELECT \(AuditRow.columns), hash FROM audit_entries ORDER BY id") { columns in
            guard chain.fault == nil else { return }
            let row = AuditRow(&columns)
            let (stored, next) = (columns.blob(), chain.entries + 1)
            if row.id > next {
                chain.fault = .init(.gap, entry: next)
                return
            }
            let hash = try AuditChain.hash(row, after: chain.hash)
            guard row.id == next, hash == stored else {
                chain.fault = .init(.altered, entry: next)
                return
            }
            (chain.entries, chain.hash) = (next, hash)
        }
        return chain
    }

    private func faultOfHead(beside chain: AuditVerification) throws -> AuditVerification.Fault? {
        let head: AuditHead
        do {
            head = try AuditHead.read(db, vault)
        } catch let error as TenancyError where error.code == .damaged || error.code == .sealBroken {
            return .init(.brokenHead, entry: chain.entries)
        }
        if head.count > chain.entries { return .init(.cut, entry: chain.entries + 1) }
        if head.count < chain.entries { return .init(.olderHead, entry: head.count + 1) }
        return head.hash == chain.hash ? nil : .init(.altered, entry: chain.entries)
    }
}
