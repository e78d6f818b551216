import Testing

@testable import Risk

struct KupiecTests {
    @Test func hasTheReferencesFigures() {
        let test = Kupiec(exceptions: 6, of: 250, rate: 0.01)
        #expect(abs(test.ratio - 3.555) < 5e-4)
        #expect(abs(test.pValue - 0.059) < 5e-4)
    }

    @Test(arguments: [(0, BacktestLight.green), (4, .green), (5, .yellow), (9, .yellow), (10, .red), (40, .red)])
    func theLightsChangeWhereTheSupervisorsDo(_ exceptions: Int, _ light: BacktestLight) {
        #expect(Kupiec(exceptions: exceptions, of: 250, rate: 0.01).light == light)
    }

    @Test func noExceptionAtAllAndNothingButExceptionsAreFiguresToo() {
        #expect(abs(Kupiec(exceptions: 0, of: 250, rate: 0.01).ratio - 5.025) < 5e-3)
        #expect(Kupiec(exceptions: 250, of: 250, rate: 0.01).pValue < 1e-100)
        #expect(Kupiec(exceptions: 0, of: 0, rate: 0.01).pValue == 1)
        #expect(Kupiec(exceptions: 9, of: -3, rate: 0.01).pValue == 1)
    }
}
