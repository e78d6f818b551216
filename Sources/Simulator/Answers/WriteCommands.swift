/// Commands that change something, and the calculators that go with them. A manager without those rights gets the refusal, not the
/// "not implemented" of unknown ones.
enum WriteCommands {
    private static let names: Set<String> = [
        "TRADE_BALANCE", "TRADE_CALC_RATE_BUY", "TRADE_CALC_RATE_SELL", "TRADE_CHECK_MARGIN", "TRADE_CALC_PROFIT", "DEALER_SEND",
        "DEALER_SEND_REQUEST", "DEALER_UPDATES", "DEALER_GET_REQUEST_RESULT", "USER_ADD", "USER_UPDATE",
        "USER_DELETE", "USER_DEPOSIT_CHANGE",
        "USER_PASS_CHECK", "USER_PASS_CHANGE", "USER_CHECK_PASSWORD", "USER_CHANGE_PASSWORD", "USER_CHECK_BALANCE", "POSITION_CHECK",
        "POSITION_FIX", "POSITION_UPDATE", "POSITION_DELETE", "ORDER_CANCEL", "ORDER_REOPEN", "ORDER_UPDATE", "ORDER_DELETE", "DEAL_UPDATE",
        "DEAL_DELETE", "HISTORY_UPDATE", "HISTORY_DELETE", "MAIL_SEND", "NEWS_SEND", "SERVER_RESTART", "GROUP_ADD", "GROUP_UPDATE",
        "GROUP_DELETE", "SYMBOL_ADD", "SYMBOL_UPDATE", "SYMBOL_DELETE", "COMMON_SET", "TIME_SET",
    ]

    static func contains(_ command: String) -> Bool { names.contains(command) || command.contains("_BACKUP_") }
}
