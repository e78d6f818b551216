/// What the test of a connection found, step by step.
public struct TestReport: Sendable, Equatable {
    /// One step of a test, in the order in which they are made.
    public enum Step: String, Sendable, CaseIterable {
        /// Host and port answer.
        case dial
        /// The certificate is trusted, or the encryption agreed.
        case encryption
        /// Login and password fit, and the server proved that it knows the password.
        case signIn = "sign_in"
        /// The server's clock can be read.
        case clock
        /// Groups can be read.
        case groups
        /// Accounts can be read.
        case accounts
        /// Positions and deals can be read.
        case permissions
    }

    public struct Finding: Sendable, Equatable {
        public var step: Step
        public var isOK: Bool
        /// What was found, and what to do if anything.
        public var sentence: String

        public init(_ step: Step, isOK: Bool, _ sentence: String) {
            (self.step, self.isOK, self.sentence) = (step, isOK, sentence)
        }
    }

    /// The steps that were made; those after a failure that ends the test are not among them.
    public var findings: [Finding] = []
    /// SHA-256 of the server's certificate in hexadecimal, when it was not trusted: what to pin if it is the right server.
    public var certificate: String?

    public init() {}

    /// True when every step was made and succeeded.
    public var isOK: Bool { findings.count == Step.allCases.count && findings.allSatisfy(\.isOK) }
}
