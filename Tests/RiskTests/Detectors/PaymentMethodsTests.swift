import Brokerage
import Testing

@testable import Risk

struct PaymentMethodsTests {
    private func methods(_ transfers: [(method: String, amount: Int)]) -> PaymentMethods {
        var methods = PaymentMethods()
        for transfer in transfers { methods.add(Transfer(login: 1, time: Bench.start, method: transfer.method, amount: Money(transfer.amount))) }
        return methods
    }

    @Test func outByAMethodByWhichNothingCameIsTold() {
        #expect(methods([("card", 500), ("crypto", -400)]).isMismatch)
        #expect(!methods([("card", 500), ("Card ", -400)]).isMismatch)
        #expect(!methods([("card", 500), ("wire", 900), ("wire", -400)]).isMismatch)
        #expect(!methods([("crypto", -400)]).isMismatch, "nothing is known of how it came")
    }
}
