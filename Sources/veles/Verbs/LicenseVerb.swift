import ArgumentParser
import Foundation
import Tenancy

/// `veles license`: what the appliance may be used for.
struct LicenseVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "license", abstract: "Install and show the license.", subcommands: [Install.self, Show.self])

    struct Install: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Install a license file. It is checked on this machine; no network is used.")
        @Argument(help: "The license file.", completion: .file()) var file: String
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws {
            guard let bytes = FileManager.default.contents(atPath: file) else { throw VerbFailure("\(file) cannot be read") }
            guard bytes.count <= LicenseFile.longest else { throw VerbFailure("\(file) is no license file: it is too large") }
            let input = InstallLicenseOperation.Input(text: String(decoding: bytes, as: UTF8.self))
            VerbOutput.print(try await state.perform(InstallLicenseOperation.self, input), asJSON: json)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the license that is installed.")
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var state: StateOptions

        func run() async throws { VerbOutput.print(try await state.perform(ShowLicenseOperation.self, .init()), asJSON: json) }
    }
}
