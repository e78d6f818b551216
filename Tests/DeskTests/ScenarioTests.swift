import JSON
import Risk
import Tenancy
import Testing

@testable import Desk

struct ScenarioTests {
    private func problems(_ text: String) throws -> [String] {
        ScenarioList.read(try JSONValue(parsing: Array(text.utf8))).1.map(\.field)
    }

    private func shock(_ fields: String) -> String { #"{"items":[{"id":"a","name":"A","shocks":[{\#(fields)}]}]}"# }

    @Test func whatIsWrongIsNamedByItsPlaceInTheBody() throws {
        #expect(try problems("{}") == ["items"])
        #expect(try problems("[]") == ["body"])
        #expect(try problems(#"{"items":[1]}"#) == ["items[0]"])
        #expect(try problems(#"{"items":[{"id":"a","name":"A","shocks":[],"x":1}]}"#) == ["items[0].x"])
        #expect(try problems(#"{"items":[{"id":"B A","name":"A","weekend_gap":true}]}"#) == ["items[0].id"])
        #expect(try problems(#"{"items":[{"id":"a","name":"A"}]}"#) == ["items[0].shocks"])
        #expect(try problems(shock(#""kind":"moon","key":"EUR","percent":1"#)) == ["items[0].shocks[0].kind"])
        #expect(try problems(shock(#""kind":"asset_class","key":"moon","percent":1"#)) == ["items[0].shocks[0].key"])
        #expect(try problems(shock(#""kind":"currency","key":"eur","percent":1"#)) == ["items[0].shocks[0].key"])
        #expect(try problems(shock(#""kind":"currency","key":"EUR""#)) == ["items[0].shocks[0].percent"])
        #expect(try problems(shock(#""kind":"currency","key":"EUR","percent":1,"deviations":1"#)) == ["items[0].shocks[0].percent"])
        #expect(try problems(shock(#""kind":"currency","key":"EUR","percent":"1""#)) == ["items[0].shocks[0].percent"])
        #expect(try problems(shock(#""kind":"symbol","key":"EURUSD","percent":1e9"#)) == ["items[0].shocks[0].percent"])
        #expect(try problems(shock(#""kind":"symbol","key":"EURUSD","deviations":99"#)) == ["items[0].shocks[0].deviations"])
    }

    @Test func everyShippedScenarioIsReadAsItIsWritten() throws {
        let bytes = JSONWriter.bytes { $0.writeItems(StressScenario.defaults) { scenario, json in json.write(scenario) } }
        let (read, problems) = ScenarioList.read(try JSONValue(parsing: bytes))
        #expect(problems.isEmpty && read == StressScenario.defaults)
    }

    @Test func aTenantsListIsThereAfterARestart() async throws {
        let test = try TestDesk()
        let desk = try await test.desk()
        let body = try JSONValue(parsing: Array(shock(#""kind":"currency","key":"EUR","percent":-5"#).utf8))
        let kept = try await desk.setScenarios(body, by: .system)
        await #expect(throws: SettingRefusal.self) { try await desk.setScenarios(.object([]), by: .system) }
        #expect(await desk.scenarios() == kept && kept.map(\.id) == ["a"])
        let reopened = try await test.reopened()
        #expect(await reopened.scenarios() == kept)
        #expect(await reopened.stress().map(\.scenario) == ["a"])
        try await test.end()
    }
}
