import Desk
import Logging
import Tenancy

/// The parts of the server, each made once and handed to those that need it.
struct WebParts {
    let gateway: Gateway
    let streams: StreamService
    let stream: StreamRoute
    let health: HealthRoutes
    /// Nil without TLS.
    let certificates: CertificateKeeper?
    let door: ConnectionDoor
    /// Two at once: each password hash takes 32 MiB.
    let passwords = WorkThreads(threads: 2, waiting: 32)
    /// For short questions to the control file and the disk.
    let files = WorkThreads(threads: 2, waiting: 256)

    /// - Throws: ``TLSFault`` when the certificate cannot be used.
    init(configuration: WebConfiguration, desks: Desks, clock: WebClock, logger: Logger) throws(TLSFault) {
        var certificates: CertificateKeeper?
        if let source = CertificateSource(configuration.tls, host: configuration.host) {
            certificates = try CertificateKeeper(source: source, clock: clock, logger: logger)
        }
        self.certificates = certificates
        let arrivals = ArrivalReader(
            proxies: configuration.trustedProxies, isHTTPS: certificates != nil, isSelfSigned: certificates?.isSelfSigned ?? false)
        let verified = VerifiedTokens()
        let authenticator = Authenticator(desks: desks, verified: verified, files: files, clock: clock)
        let metrics = WebMetrics(startedAt: clock.now())
        let ids = RequestIDs(random: .random(in: 0...UInt32.max))
        door = ConnectionDoor(
            certificates: certificates, arrivals: arrivals,
            connections: AddressConnections(most: configuration.connectionLimits.connectionsPerAddress), ids: ids, metrics: metrics)
        let requestGuard = RequestGuard(limiter: RateLimiter(configuration.rateLimits, now: clock.uptime), clock: clock, metrics: metrics)
        streams = StreamService(
            limits: configuration.streamLimits, limiter: requestGuard.limiter, clock: clock, metrics: metrics, logger: logger)
        stream = StreamRoute(authenticator: authenticator, streams: streams, arrivals: arrivals, requestGuard: requestGuard)
        health = HealthRoutes(directory: desks.directory, files: files)
        desks.revocations.listen { [streams] tenant, revoked in
            verified.forget(revoked, of: tenant)
            streams.end(revoked, of: tenant)
        }
        var routes = WebParts.routes(metrics: metrics, limiter: requestGuard.limiter, environment: desks.environment, clock: clock)
        routes += stream.routes + health.routes
        routes += WebParts.identity(
            desks: desks, authenticator: authenticator, publicURL: configuration.publicURL, passwords: passwords, files: files, clock: clock,
            logger: logger)
        routes +=
            MetricsRoute(
                metrics: metrics, desks: desks, streams: streams, authenticator: authenticator, certificates: certificates,
                token: configuration.metricsToken, version: configuration.version, clock: clock
            ).routes
        let operatorAccess = OperatorAccess(desks: desks, files: files, clock: clock)
        routes += TenantRoutes(desks: desks).routes + PlatformTenantRoutes(access: operatorAccess, passwords: passwords).routes
        routes += PlatformLicenseRoutes(access: operatorAccess).routes
        metrics.expect(routes)
        let site = Site(files: StaticFiles(folder: configuration.assets, logger: logger))
        gateway = Gateway(
            table: RouteTable(routes), site: site, authenticator: authenticator, operators: operatorAccess, arrivals: arrivals,
            requestGuard: requestGuard, ids: ids, metrics: metrics, clock: clock, logger: logger)
    }

    /// The routes of people, programs and the first run.
    private static func identity(
        desks: Desks, authenticator: Authenticator, publicURL: String?, passwords: WorkThreads, files: WorkThreads, clock: WebClock, logger: Logger
    ) -> [Route] {
        let delay = SignInDelay()
        let signIn = SignInService(desks: desks, delay: delay, passwords: passwords, clock: clock, logger: logger)
        let proof = PasswordProof(delay: delay, passwords: passwords, clock: clock)
        return SignInRoutes(service: signIn, authenticator: authenticator).routes
            + PasswordRoutes(proof: proof, passwords: passwords, clock: clock).routes
            + LinkRoutes(desks: desks, passwords: passwords, clock: clock).routes + SecondFactorRoutes(proof: proof, clock: clock).routes
            + SessionRoutes(clock: clock).routes + PeopleRoutes(publicURL: publicURL, clock: clock).routes
            + APIKeyRoutes(control: desks.directory.control, files: files, clock: clock).routes
            + SetupRoutes(directory: desks.directory, passwords: passwords, files: files, clock: clock).routes
    }

    /// The routes of the tenant's data: one registration line a subject.
    private static func routes(metrics: WebMetrics, limiter: RateLimiter, environment: DeskEnvironment, clock: WebClock) -> [Route] {
        OverviewRoutes.routes + AccountRoutes().routes + ExposureRoutes.routes + MarketRiskRoutes.routes + ClusterRoutes.routes
            + FeedIncidentRoutes.routes + ExecutionRoutes.routes + FlowRoutes.routes + HouseRoutes.routes + ReplayRoutes.routes
            + AlertRoutes.routes + AuditRoutes(clock: clock).routes + PersonalDataRoutes(clock: clock).routes
            + ConnectionRoutes(environment: environment).routes
            + IngestRoutes(metrics: metrics, limiter: limiter).routes + ImportRoutes.routes
    }
}
