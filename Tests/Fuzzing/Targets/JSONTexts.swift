import JSON

extension FuzzTarget {
    /// Bodies of requests, before their fields are looked at.
    static let json = FuzzTarget(
        name: "json",
        seeds: {
            [#"{"a":[1,-2.5e3,true,null,"\u00e9\ud83d\ude00"],"b":{"c":""}}"#, "[[[[[[[[1]]]]]]]]", #""\"\\\/\b\f\n\r\t""#].map { Array($0.utf8) }
        },
        feed: { bytes throws(BrokenPromise) in
            guard let value = try? JSONValue(parsing: bytes) else { return }
            let written = JSONWriter.bytes { $0.value(value) }
            let again = try? JSONValue(parsing: written)
            try BrokenPromise.unless(again == value, "A JSON value does not survive being written.")
        })
}
