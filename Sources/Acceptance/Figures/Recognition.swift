import Simulator

/// The proposed acceptance of risk-domain 11.3: what was planted against what the engine says.
struct Recognition {
    let runs: [TapeRun]

    func measures() -> [Measure] {
        [
            flagged("latency.recall_by_30_trades", .atLeast(0.95), [.latency]) { $0.wasToxicBy30 || (($0.firstToxic?.opens ?? .max) <= 33) },
            flagged("latency.recall", nil, [.latency]) { $0.firstToxic != nil },
            flagged("latency_hidden.recall", .atLeast(0.9), [.latencyHidden]) { $0.firstToxic != nil },
            flagged("scalper.flagged", .atMost(0.005), [.scalper]) { $0.firstToxic != nil },
            flagged("swing.found_by_300_trades", nil, [.swing]) { ($0.firstToxic?.opens ?? .max) <= 303 },
            flagged("swing.found", nil, [.swing]) { $0.firstToxic != nil },
            falseDiscovery(), falseFlags("noise", [.noise]), falseFlags("martingale_losers", [.martingale]), falseFlags("grid", [.grid]),
            falseFlags("news", [.news]),
        ] + pattern("latency", .latency, codes: ["latency"], rules: ["TX3"], also: [.latencyHidden])
            + pattern("martingale", .martingale, codes: ["martingale"], rules: ["ST1"])
            + pattern("grid", .grid, codes: ["grid", "averaging"], rules: ["ST2"])
            + pattern("news", .news, codes: ["news"], rules: ["TX5"])
            + pattern("swap_arbitrage", .swapArbitrage, codes: ["swap_arbitrage"], rules: ["AB2"])
            + pattern("bonus_pair", .bonusPair, codes: ["bonus_abuse"], rules: ["AB1"])
            + times("latency", [.latency, .latencyHidden]) + times("swing", [.swing])
    }

    /// Accounts with fewer openings than this show nothing to anybody.
    private static let leastOpens = 10

    private func people(_ behaviours: [Behaviour]) -> [AccountWatch] {
        runs.flatMap { run in
            run.truth.judged.filter { behaviours.contains(run.truth.planted[$0].behaviour) && run.watches[$0].opens >= Self.leastOpens }
                .map { run.watches[$0] }
        }
    }

    private func flagged(_ name: String, _ target: Measure.Target?, _ behaviours: [Behaviour], _ isFlagged: (AccountWatch) -> Bool) -> Measure {
        let people = people(behaviours)
        return Measure.share(name, people.count(where: isFlagged), of: people.count, target: target)
    }

    /// What became of each behaviour, planted for the purpose of a figure above or not.
    func behaviours() -> [Measure] {
        Behaviour.allCases.compactMap { behaviour in
            let people = people([behaviour])
            guard !people.isEmpty else { return nil }
            var measure = Measure.share("behaviour.\(behaviour.rawValue).flagged", people.count { $0.firstToxic != nil }, of: people.count)
            var told: [String: Int] = [:]
            for person in people { for word in person.codes.union(person.rules) { told[word, default: 0] += 1 } }
            measure.beside = told.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value)) }
            for (slot, name) in ClientFeatures.names.enumerated() where name.hasPrefix("markout") {
                measure.beside.append((name, people.reduce(0) { $0 + $1.features.values[slot] } / Double(people.count)))
            }
            return measure
        }
    }

    /// Share of all toxic flags that stand on accounts without a planted edge or tie.
    private func falseDiscovery() -> Measure {
        var (flags, wrong) = (0, 0)
        var kinds: [String: Int] = [:]
        for run in runs {
            for place in run.truth.judged where run.watches[place].firstToxic != nil {
                flags += 1
                guard run.truth.isInnocent(place) else { continue }
                wrong += 1
                kinds[run.truth.planted[place].behaviour.rawValue, default: 0] += 1
            }
        }
        let beside = kinds.sorted { $0.key < $1.key }.map { ("false_\($0.key)", Double($0.value)) }
        return Measure.share("toxic_flags.false_discovery", wrong, of: flags, target: .atMost(0.05), beside: beside)
    }

    /// Toxic flags a thousand client-months, with the interval of a share.
    private func falseFlags(_ name: String, _ behaviours: [Behaviour]) -> Measure {
        var (accounts, flags, months) = (0, 0, 0.0)
        for run in runs {
            for place in run.truth.judged
            where behaviours.contains(run.truth.planted[place].behaviour) && run.truth.isInnocent(place) {
                accounts += 1
                months += run.days / 30
                if run.watches[place].firstToxic != nil { flags += 1 }
            }
        }
        let share = Interval.wilson(flags, of: accounts)
        let scale = months > 0 ? 1000 * Double(accounts) / months : 0
        return Measure(
            name: "false_flags_per_1000_client_months.\(name)", value: months > 0 ? Double(flags) * 1000 / months : nil,
            interval: share.lowerBound * scale...share.upperBound * scale, n: accounts, target: behaviours == [.noise] ? .atMost(1) : nil)
    }

    /// Precision, recall and F1 of a named pattern, by the reasons of the score and by the alert rule.
    private func pattern(_ name: String, _ behaviour: Behaviour, codes: Set<String>, rules: Set<String>, also others: [Behaviour] = []) -> [Measure] {
        var (hits, found, planted) = (0, 0, 0)
        var strangers: [String: Int] = [:]
        for run in runs {
            for place in run.truth.judged {
                let watch = run.watches[place]
                let isFound = !watch.codes.isDisjoint(with: codes) || !watch.rules.isDisjoint(with: rules)
                let isPlanted = ([behaviour] + others).contains(run.truth.planted[place].behaviour)
                // Nobody is asked about who hardly traded.
                guard !isPlanted || watch.opens >= Self.leastOpens else { continue }
                if isFound { found += 1 }
                if isPlanted { planted += 1 }
                if isFound, isPlanted { hits += 1 }
                if isFound, !isPlanted { strangers[run.truth.planted[place].behaviour.rawValue, default: 0] += 1 }
            }
        }
        guard found > 0 else { return [.missing("\(name).f1", "never found: not there yet, or it does not work")] }
        let f1 = 2 * Double(hits) / Double(found + planted)
        let wanted: Measure.Target? = behaviour == .martingale || behaviour == .grid ? .atLeast(0.95) : nil
        let beside = strangers.sorted { $0.key < $1.key }.map { ("false_\($0.key)", Double($0.value)) }
        return [
            Measure(name: "\(name).f1", value: f1, n: planted, target: wanted),
            .share("\(name).precision", hits, of: found, beside: beside), .share("\(name).recall", hits, of: planted),
        ]
    }

    /// Trades and dollars before the first flag, in the middle of those that were flagged.
    private func times(_ name: String, _ behaviours: [Behaviour]) -> [Measure] {
        let first = people(behaviours).compactMap(\.firstToxic)
        guard !first.isEmpty else { return [.missing("\(name).time_to_detect", "never flagged")] }
        let (trades, usd) = (first.map { Double($0.opens) }.sorted(), first.map(\.usd).sorted())
        func middle(_ values: [Double]) -> Double { values[values.count / 2] }
        func range(_ values: [Double]) -> ClosedRange<Double> { values[values.count / 10]...values[values.count * 9 / 10] }
        return [
            Measure(name: "\(name).trades_to_detect", value: middle(trades), interval: range(trades), n: first.count),
            Measure(name: "\(name).usd_lost_before", value: middle(usd), interval: range(usd), n: first.count),
        ]
    }
}
