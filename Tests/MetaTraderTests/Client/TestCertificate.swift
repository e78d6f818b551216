/// A self-signed certificate for `localhost`, as small servers have.
enum TestCertificate {
    static let sha256 = "41cdc18520bf8a5f8e561be159d7f728166478596f16d8894e77bbcf506596c3"

    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBnDCCAUGgAwIBAgIUMXDwV/ewLPIeY6ZoU4AKDE5Of1cwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNDA3MjcxNVoYDzIxMjYxMDMx
        MDcyNzE1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAARz7Z/JXW91tvnxR3Ih9EDn42Yx+zSbBE+2QNkAZtpT5ub10cF2v13b
        sIkyUBDFmbWFaX/MmeO38uhtmN/crdQXo28wbTAdBgNVHQ4EFgQUDGQU8GDUC408
        AwWjNRR0K8f1SZ4wHwYDVR0jBBgwFoAUDGQU8GDUC408AwWjNRR0K8f1SZ4wDwYD
        VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
        zj0EAwIDSQAwRgIhAJpoOi7VptBv7fCUBi+tVl0amtrbRJNYrFoNhsuSX3BYAiEA
        5GJ3Umtx3wdcQbcu1iOxHxmCns8P1HZhCRe0mUYYtUM=
        -----END CERTIFICATE-----
        """

    static let privateKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgb05U/PlPVM0+UkOk
        3uH3K6y/9F2qSQCwrM8FiO5r7HWhRANCAARz7Z/JXW91tvnxR3Ih9EDn42Yx+zSb
        BE+2QNkAZtpT5ub10cF2v13bsIkyUBDFmbWFaX/MmeO38uhtmN/crdQX
        -----END PRIVATE KEY-----
        """
}
