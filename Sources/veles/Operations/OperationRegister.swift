/// Every operation there is: one line each.
enum OperationRegister {
    static let all: [any Operation] = [
        CreateTenantOperation(),
        ListTenantsOperation(),
        ShowTenantOperation(),
        SuspendTenantOperation(),
        ResumeTenantOperation(),
        SetPlanOperation(),
        DeleteTenantOperation(),
        AddUserOperation(),
        ListUsersOperation(),
        DisableUserOperation(),
        ResetPasswordOperation(),
        ResetOTPOperation(),
        MakeSetupTokenOperation(),
        AddConnectionOperation(),
        ListConnectionsOperation(),
        TestConnectionOperation(),
        RemoveConnectionOperation(),
        ImportFileOperation(),
        ReportModelOperation(),
        RotateKeyOperation(),
        InstallLicenseOperation(),
        ShowLicenseOperation(),
        CreateOperatorKeyOperation(),
        ListOperatorKeysOperation(),
        RevokeOperatorKeyOperation(),
        VerifyAuditOperation(),
    ]

    static func named(_ name: some StringProtocol) -> (any Operation)? { all.first { type(of: $0).name == name } }
}
