import Brokerage
import GRDB

extension TenantWriter {
    /// Stores a symbol as the server describes it now.
    public func save(symbol: Symbol, connection: ConnectionID) throws {
        try db.run(
            """
            INSERT OR REPLACE INTO symbols (connection_id, name, digits, contract_size, base, profit_currency, margin_currency, description,
                path, tick_size, tick_value, swap_long, swap_short, is_guess)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                connection.rawValue, symbol.name, symbol.digits, symbol.contractSize.units, symbol.base, symbol.profitCurrency,
                symbol.marginCurrency, symbol.description, symbol.path, symbol.tickSize?.units, symbol.tickValue?.units,
                symbol.swapLong?.units, symbol.swapShort?.units, symbol.isGuess,
            ])
    }
}

extension TenantReader {
    /// The symbols of a connection, by name.
    public func symbols(of connection: ConnectionID) throws -> [Symbol] {
        try db.rows(Self.symbolsOfConnection, [connection.rawValue], Self.symbol)
    }

    static let symbolsOfConnection = """
        SELECT name, digits, contract_size, base, profit_currency, margin_currency, description, path, tick_size, tick_value, swap_long,
            swap_short, is_guess
        FROM symbols WHERE connection_id = ? ORDER BY name
        """

    private static func symbol(_ columns: inout Columns) -> Symbol {
        var symbol = Symbol(
            name: columns.text(), digits: columns.int(), contractSize: columns.exact(), base: columns.text(),
            profitCurrency: columns.text(), marginCurrency: columns.text())
        symbol.description = columns.optionalText()
        symbol.path = columns.optionalText()
        symbol.tickSize = columns.optionalExact()
        symbol.tickValue = columns.optionalExact()
        symbol.swapLong = columns.optionalExact()
        symbol.swapShort = columns.optionalExact()
        symbol.isGuess = columns.flag()
        return symbol
    }
}
