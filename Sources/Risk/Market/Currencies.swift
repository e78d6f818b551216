/// The currencies met so far, by number, with what one unit is worth in USD.
struct Currencies: Sendable {
    /// The number of a currency that was not stated.
    static let unknown = -1
    static let usd = 0

    private(set) var names: [String] = ["USD"]
    private var numbers: [String: Int] = ["USD": 0]
    /// USD of one whole unit; not a number while unknown.
    private var rates: [Double] = [1]
    /// For cent currencies the currency they are a hundredth of, else the currency itself.
    private var wholes: [Int] = [0]

    /// The deposit currencies of cent accounts and pence: a hundredth of another.
    private static let hundredths = ["USC": "USD", "EUC": "EUR", "GBC": "GBP", "GBX": "GBP"]

    mutating func number(of name: String) -> Int {
        let name = name.uppercased()
        guard !name.isEmpty else { return Self.unknown }
        if let known = numbers[name] { return known }
        let whole = Self.hundredths[name].map { self.number(of: $0) }
        let number = names.count
        names.append(name)
        numbers[name] = number
        rates.append(.nan)
        wholes.append(whole ?? number)
        return number
    }

    func known(_ name: String) -> Int? { numbers[name] }

    func name(_ number: Int) -> String? { names.indices.contains(number) ? names[number] : nil }

    /// The currency that quotes are made in, and how much of it one unit is.
    func whole(_ number: Int) -> (number: Int, scale: Double) {
        let whole = wholes[number]
        return (whole, whole == number ? 1 : 0.01)
    }

    /// USD of one unit; nil while no quote told.
    func usd(_ number: Int) -> Double? {
        guard number >= 0 else { return nil }
        let (whole, scale) = whole(number)
        let rate = rates[whole]
        return rate.isNaN ? nil : rate * scale
    }

    mutating func setUSD(_ rate: Double, of number: Int) {
        guard number > Self.usd, rate.isFinite, rate > 0 else { return }
        rates[number] = rate
    }
}
