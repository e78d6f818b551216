@testable import Simulator

extension Simulation {
    /// Deals of accounts that the manager sees.
    var visibleDealCount: Int {
        inspect { world in
            world.server.ledger.deals.count { world.server.group(of: $0.account).name != GroupCatalogue.coverage }
        }
    }

    var positionCount: Int { inspect { $0.server.positions.count } }
}
