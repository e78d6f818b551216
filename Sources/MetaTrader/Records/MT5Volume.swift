import Brokerage

/// A volume, which newer builds state twice: in ten-thousandths of a lot and, with the suffix `Ext`, in hundred-millionths.
struct MT5Volume {
    var short: Int64 = 0
    var extended: Int64 = 0

    /// The finer figure wins where there is one.
    func lots(_ field: StaticString) throws(MT5FieldFault) -> Lots {
        guard extended == 0 else { return Lots(units: extended) }
        let (units, overflow) = short.multipliedReportingOverflow(by: 10_000)
        guard !overflow else { throw MT5FieldFault("is out of range: \(short)", in: field) }
        return Lots(units: units)
    }
}
