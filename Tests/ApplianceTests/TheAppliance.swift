import Testing

/// The whole product, tried from outside as a process. One test at a time: each starts servers of its own.
@Suite(.serialized, .timeLimit(.minutes(Campaign.isRunning ? 25 : 8))) enum TheAppliance {}
