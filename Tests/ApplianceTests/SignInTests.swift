import ApplianceDriver
import JSON
import Testing

extension TheAppliance {
    @Suite struct SignIn {
        @Test func `A wrong password, person or tenant is refused in the same words and after the same time`() async throws {
            let state = try await StateFolder.withTenant()
            let appliance = try await RunningAppliance.start(in: state)
            // The first sign-in opens the tenant, which takes its own time.
            _ = try await appliance.signIn()
            let attempts = [("acme", StateFolder.owner), ("acme", "nobody@acme.example"), ("nobody", StateFolder.owner)]
            var (times, words): ([[Duration]], Set<String>) = (attempts.map { _ in [] }, [])
            // Four rounds: after the fifth failure each further attempt must wait.
            for _ in 0..<4 {
                for (index, (tenant, email)) in attempts.enumerated() {
                    let clock = ContinuousClock()
                    let begun = clock.now
                    let answer = try await appliance.signInAnswer(tenant, email, "not the password")
                    times[index].append(clock.now - begun)
                    #expect(answer.status == 401)
                    words.insert(answer.text.replacing(#/"request_id":"[^"]*"/#, with: ""))
                }
            }
            #expect(words.count == 1, "\(words)")
            // The fastest of each says what the work is; a machine that is busy only adds to it.
            let fastest = times.compactMap { $0.min() }
            let (least, most) = (fastest.min() ?? .zero, fastest.max() ?? .zero)
            #expect(least > .zero && most / least < 3, "\(times)")
        }

        @Test func `Guessing is slowed down, and the right password still gets in from a fresh start`() async throws {
            let state = try await StateFolder.withTenant()
            let appliance = try await RunningAppliance.start(in: state)
            var statuses: [Int] = []
            for _ in 0..<8 { statuses.append(try await appliance.signInAnswer("acme", StateFolder.owner, "not the password").status) }
            #expect(statuses.prefix(5).allSatisfy { $0 == 401 })
            #expect(statuses.contains(429))
            try await appliance.stop()
            let second = try await RunningAppliance.start(in: state)
            #expect(try await second.signInAnswer("acme", StateFolder.owner, StateFolder.password).status == 200)
        }

        @Test func `Whom the command disables is out at once, while the server runs`() async throws {
            let (state, dealer, password) = (try await StateFolder.withTenant(), "dealer@acme.example", "vellum orbit kettle")
            let appliance = try await RunningAppliance.start(in: state)
            let added = try await Verb.run(
                ["user", "add", "--tenant", "acme", dealer, "--role", "dealer"], environment: state.environment, input: password + "\n")
            #expect(added.status == .exit(0), "\(added.errors)")
            let answer = try await appliance.signInAnswer("acme", dealer, password)
            let client = HTTPClient(port: appliance.port, token: try #require(try answer.json["access_token"]?.string))
            #expect(try await client.get("/api/v1/me").status == 200)
            #expect(try await Verb.run(["user", "disable", "--tenant", "acme", dealer], environment: state.environment).status == .exit(0))
            #expect(try await client.get("/api/v1/me").status == 401)
        }

        @Test func `A suspended tenant is as unknown as one that never was`() async throws {
            let state = try await StateFolder.withTenant()
            #expect(try await Verb.run(["tenant", "suspend", "acme"], environment: state.environment).status == .exit(0))
            let appliance = try await RunningAppliance.start(in: state)
            let answer = try await appliance.signInAnswer("acme", StateFolder.owner, StateFolder.password)
            #expect(answer.status == 401)
        }
    }
}
