// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func library(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let testTargets: [Target] = [
    tests("JSONTests", ["JSON"]),
    tests("CertificatesTests", ["Certificates", nioSSL]),
    tests("BrokerageTests", ["Brokerage"]),
    tests("RiskTests", ["Risk"]),
    tests("TenancyTests", ["Tenancy", "Brokerage", "JSON", grdb, logging]),
    tests("MetaTraderTests", ["MetaTrader", "Brokerage", "JSON", nioCore, nioPosix, nioHTTP1, nioSSL], resources: [.copy("Statements/Files")]),
    tests("SimulatorTests", ["Simulator", "MetaTrader", "Brokerage", "JSON", nioCore, nioPosix], resources: [.copy("Clients/independent_client.py")]),
    tests("AcceptanceTests", ["veles-acceptance"]),
    tests("BridgeTests", ["Bridge", "Simulator", "MetaTrader", "Brokerage", nioCore, nioPosix]),
    tests("DeskTests", ["Desk", "Tenancy", "Risk", grdb, nioPosix, logging]),
    tests(
        "WebTests",
        [
            "Web", "Desk", "Tenancy", "Brokerage", "Certificates", "JSON", "COpenSSL", nioCore, nioPosix, nioHTTP1, nioSSL, logging, lifecycle,
            .product(name: "NIOWebSocket", package: "swift-nio"), .product(name: "HTTPTypes", package: "swift-http-types"),
        ]),
    tests("ApplianceTests", ["veles", "ApplianceDriver", "Certificates", "MetaTrader", "Brokerage", "JSON", nioCore, nioPosix, nioSSL]),
    tests("FuzzTests", ["Fuzzing"]),
    tests("BrowserTests", ["veles", "ApplianceDriver", "JSON"]),
]

let package = Package(
    name: "veles",
    products: [.executable(name: "veles", targets: ["veles"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        library("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
        library("CArchive", pkgConfig: "libarchive", apt: "libarchive-dev"),
        library("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        room("JSON", []),
        room("Certificates", ["COpenSSL"]),
        room("Brokerage", []),
        room("Risk", ["Brokerage", deque]),
        room("Tenancy", ["Brokerage", "JSON", "COpenSSL", "CSQLite", grdb, logging]),
        room("MetaTrader", ["Brokerage", "JSON", "COpenSSL", "CArchive", nioCore, nioPosix, nioHTTP1, nioSSL, logging]),
        room("Simulator", ["MetaTrader", "Brokerage", "Certificates", "JSON", "COpenSSL", nioCore, nioPosix, nioHTTP1, nioSSL, logging]),
        room("Bridge", ["MetaTrader", "Brokerage", "JSON", logging, nioCore]),
        room("Desk", ["Bridge", "MetaTrader", "Risk", "Tenancy", "Brokerage", "JSON", deque, nioCore, logging, lifecycle]),
        room(
            "Web",
            [
                "Desk", "Bridge", "Tenancy", "Risk", "Brokerage", "Certificates", "JSON", "COpenSSL", logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                nioCore, nioPosix, nioHTTP1, nioSSL, lifecycle,
            ]),
        .executableTarget(
            name: "veles",
            dependencies: [
                "Web", "Desk", "Bridge", "Simulator", "Tenancy", "Brokerage", "JSON", "MetaTrader", "Risk", logging, lifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"), nioCore, nioPosix, nioHTTP1,
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "TOMLKit", package: "TOMLKit"),
            ],
            swiftSettings: settings),
        // Measures the risk engine on simulated worlds whose truth is known; it does not ship.
        .executableTarget(
            name: "veles-acceptance",
            dependencies: ["Simulator", "Risk", "Brokerage", "JSON", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Sources/Acceptance", swiftSettings: settings),
        // Starts the program and speaks to it, for the tests that try it from outside.
        .target(
            name: "ApplianceDriver", dependencies: ["JSON", nioCore, nioPosix, nioSSL], path: "Tests/ApplianceDriver", swiftSettings: settings),
        // The parsers of hostile bytes with what they promise, and the program that libFuzzer drives; neither ships.
        .target(
            name: "Fuzzing", dependencies: ["Web", "Bridge", "MetaTrader", "Brokerage", "JSON"], path: "Tests/Fuzzing",
            swiftSettings: settings),
        .executableTarget(name: "veles-fuzz", dependencies: ["Fuzzing"], path: "Tests/Fuzzer", swiftSettings: settings),
    ] + testTargets,
    swiftLanguageModes: [.v6]
)
