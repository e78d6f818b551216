import Desk
import Logging

/// The parts of the server, each made once and handed to those that need it.
struct WebParts {
    let gateway: Gateway
    let streams: StreamService
    let stream: StreamRoute
    let health: HealthRoutes
    /// Two at once: each password hash takes 32 MiB.
    let passwords = WorkThreads(threads: 2, waiting: 32)
    /// For short questions to the control file and the disk.
    let files = WorkThreads(threads: 2, waiting: 256)

    init(configuration: WebConfiguration, desks: Desks, clock: WebClock, logger: Logger) {
        let cookies = SignInCookies(isSecure: configuration.areCookiesSecure)
        let authenticator = Authenticator(desks: desks, files: files, clock: clock)
        let metrics = WebMetrics(startedAt: clock.now())
        streams = StreamService(limits: configuration.streamLimits, clock: clock, metrics: metrics, logger: logger)
        stream = StreamRoute(authenticator: authenticator, streams: streams, cookies: cookies)
        health = HealthRoutes(directory: desks.directory, files: files)
        let signIn = SignInService(
            desks: desks, authenticator: authenticator, streams: streams, passwords: passwords, clock: clock, logger: logger)
        var routes = WebParts.routes(metrics: metrics, environment: desks.environment)
        routes += SignInRoutes(service: signIn, authenticator: authenticator, cookies: cookies).routes + stream.routes + health.routes
        routes +=
            MetricsRoute(
                metrics: metrics, desks: desks, streams: streams, authenticator: authenticator,
                token: configuration.metricsToken, version: configuration.version, clock: clock
            ).routes
        metrics.expect(routes)
        let site = Site(files: StaticFiles(folder: configuration.assets, logger: logger))
        gateway = Gateway(
            table: RouteTable(routes), site: site, authenticator: authenticator, ids: RequestIDs(random: .random(in: 0...UInt32.max)),
            metrics: metrics, clock: clock, logger: logger)
    }

    /// The routes of the tenant's data: one registration line a subject.
    private static func routes(metrics: WebMetrics, environment: DeskEnvironment) -> [Route] {
        OverviewRoutes.routes + AccountRoutes().routes + ExposureRoutes.routes + MarketRiskRoutes.routes + ClusterRoutes.routes
            + FeedIncidentRoutes.routes + ExecutionRoutes.routes + FlowRoutes.routes + HouseRoutes.routes + ReplayRoutes.routes
            + AlertRoutes.routes
            + ConnectionRoutes(environment: environment).routes
            + IngestRoutes(metrics: metrics).routes + ImportRoutes.routes
    }
}
