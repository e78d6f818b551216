import Brokerage

extension RiskEngine {
    /// Words by which servers and programs say that a client may trade no longer.
    private static let blocked: Set<String> = ["blocked", "disabled", "banned", "suspended"]

    /// Takes in that a client signed in: its device and address may be another account's too.
    public mutating func apply(_ session: ClientSession, account: AccountID) {
        guard let index = numbers[account] else { return }
        if let device = session.device { identities.add(IdentityToken(.device, device), to: index) }
        for token in IdentityToken.addresses(session.address) { identities.add(token, to: index) }
    }

    /// Takes in a payment: the card or bank account behind it may be another account's too.
    public mutating func apply(_ transfer: Transfer, account: AccountID) {
        guard let index = numbers[account] else { return }
        notePayment(transfer, of: index)
        guard let reference = transfer.reference else { return }
        identities.add(IdentityToken(.payment, transfer.method + ":" + reference), to: index)
    }

    /// What an account's description says of who it is.
    mutating func identify(_ account: Account, _ index: Int) {
        if let status = account.status { accounts[index].isBlocked = Self.blocked.contains(status.lowercased()) }
        if let email = account.email { identities.set(.email, IdentityToken.mailbox(email), of: index) }
        if let introducer = account.introducer { identities.set(.introducer, IdentityToken(.introducer, introducer), of: index) }
        if let name = account.name {
            identities.set(.name, IdentityToken.person(name, country: account.country ?? ""), of: index)
        }
    }
}
