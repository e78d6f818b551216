import Foundation
import Fuzzing

#if FUZZING
    // libFuzzer brings `main` and calls this for each input; VELES_FUZZ_TARGET names the target. See packaging/campaign.
    private let target: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["VELES_FUZZ_TARGET"] ?? ""
        guard let found = FuzzTarget.named(name) else {
            print("VELES_FUZZ_TARGET must be one of: \(FuzzTarget.all.map(\.name).joined(separator: ", ")).")
            exit(2)
        }
        return found
    }()

    @_cdecl("LLVMFuzzerTestOneInput")
    public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        do throws(BrokenPromise) {
            try target.feed(Array(UnsafeBufferPointer(start: bytes, count: count)))
        } catch {
            print("\(target.name): \(error)")
            abort()
        }
        return 0
    }
#else
    /// `veles-fuzz list` names the targets, `veles-fuzz seeds NAME FOLDER` writes its seeds, `veles-fuzz run NAME FILE…` feeds files to it.
    @main
    struct Fuzzer {
        static func main() throws {
            let arguments = CommandLine.arguments.dropFirst()
            if arguments.first == "list" { return FuzzTarget.all.forEach { print($0.name) } }
            guard arguments.count >= 3, let verb = arguments.first, let target = FuzzTarget.named(arguments[2]) else {
                print("Usage: veles-fuzz list | seeds NAME FOLDER | run NAME FILE…")
                exit(2)
            }
            switch verb {
            case "seeds":
                for (number, seed) in target.seeds().enumerated() {
                    try Data(seed).write(to: URL(fileURLWithPath: arguments[3]).appendingPathComponent("seed-\(number)"))
                }
            default: for file in arguments.dropFirst(2) { try target.feed(Array(Data(contentsOf: URL(fileURLWithPath: file)))) }
            }
        }
    }
#endif
