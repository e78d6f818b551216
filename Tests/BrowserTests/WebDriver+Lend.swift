extension WebDriver {
    /// A browser of its own for `body`, which nobody has signed in with yet. It is closed whatever happens.
    static func lend(_ body: (WebDriver) async throws -> Void) async throws {
        let browser = try await WebDriver.start()
        do {
            try await body(browser)
        } catch {
            // The failure of the body is the one to tell.
            try? await browser.quit()
            throw error
        }
        try await browser.quit()
    }
}
