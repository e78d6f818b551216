import Desk
import HTTPTypes
import JSON
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import Tenancy

// The one place where errors of the rooms below become answers.
extension Problem {
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as DeskError: self.init(desk: error)
        case let error as TenancyError: self.init(tenancy: error)
        case let error as JSONError: self = .malformed("The body is not JSON: \(error).")
        case is NIOTooManyBytesError, NIOHTTPDecompression.DecompressionError.limit:
            self.init(.contentTooLarge, "body-too-large", "Body too large", "The body is larger than this address takes.")
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            self = .malformed("The body is not what its Content-Encoding says.")
        case is HTTPParserError, is ChannelError, is CancellationError:
            self = .malformed("The request ended before its body was complete.")
        default:
            self.init(
                .internalServerError, "internal", "Server error",
                "The server could not do this. Try again; if it stays, give the request id to whoever runs the server.")
        }
        if cause == nil, !(error is Problem) { cause = error }
    }

    private init(desk error: DeskError) {
        switch error.code {
        case .unknownTenant, .notFound: self.init(.notFound, "not-found", "Not found", error.message)
        case .suspended: self.init(.forbidden, "tenant-suspended", "Tenant suspended", error.message)
        case .quarantined: self.init(.serviceUnavailable, "tenant-set-aside", "Tenant set aside", error.message)
        case .diskFull: self.init(.insufficientStorage, "disk-full", "Disk full", error.message)
        case .forbidden: self.init(.forbidden, "forbidden", "Not allowed", error.message)
        case .planLimit: self.init(.forbidden, "plan-limit", "Plan limit reached", error.message)
        case .invalid(let field): self = .invalid(field, error.message)
        case .conflict: self.init(.conflict, "conflict", "Conflict", error.message)
        case .busy, .closed:
            self.init(.serviceUnavailable, "busy", "Busy", error.message)
            retryAfter = 1
        case .failed: self.init(.internalServerError, "internal", "Server error", error.message)
        }
        cause = error.cause ?? error
    }

    private init(tenancy error: TenancyError) {
        switch error.code {
        case .notFound: self.init(.notFound, "not-found", "Not found", error.message)
        case .conflict: self.init(.conflict, "conflict", "Conflict", error.message)
        case .forbidden: self.init(.forbidden, "forbidden", "Not allowed", error.message)
        case .diskFull: self.init(.insufficientStorage, "disk-full", "Disk full", error.message)
        case .closed, .locked:
            self.init(.serviceUnavailable, "busy", "Busy", "The tenant's file is not open at the moment. Try again shortly.")
            retryAfter = 1
        case .invalid: self.init(.badRequest, "invalid-request", "Invalid request", error.message)
        case .wrongFile, .schemaTooNew, .damaged, .keyUnreadable, .sealBroken, .failed:
            self.init(
                .internalServerError, "internal", "Server error",
                "The tenant's file could not be used. Give the request id to whoever runs the server.")
        }
        cause = error
    }
}
