import ArgumentParser
import Desk
import Tenancy
import Web

/// How a verb ends when it did not do what it was asked: one line and an exit status. It travels over the control socket as it is.
struct VerbFailure: Error, Codable {
    var status: Int32
    var message: String

    init(status: Int32 = 1, _ message: String) {
        self.status = status
        self.message = message
    }

    /// What an error of the rooms below means for the command line; nil for errors of the command line itself.
    init?(_ error: any Error) {
        switch error {
        case let failure as VerbFailure: self = failure
        case let error as TenancyError: self.init(status: VerbFailure.status(error.code), error.message)
        case let fault as TLSFault: self.init(fault.description)
        case let error as DeskError: self.init(status: VerbFailure.status(error), error.message)
        case is ValidationError, is CleanExit, is ExitCode: return nil
        default:
            guard Veles.exitCode(for: error) == .failure else { return nil }
            self.init("\(error)")
        }
    }

    private static func status(_ error: DeskError) -> Int32 {
        if error.code == .planLimit { return 4 }
        return (error.cause as? TenancyError).map { status($0.code) } ?? 1
    }

    private static func status(_ code: TenancyError.Code) -> Int32 {
        switch code {
        case .schemaTooNew, .locked: 4
        default: 1
        }
    }
}
