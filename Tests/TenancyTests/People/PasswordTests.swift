import Testing

@testable import Tenancy

@Suite struct PasswordTests {
    @Test func aPasswordFitsItsHashAndNoOther() throws {
        let hash = try Password.hash("correct horse")
        #expect(hash.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
        #expect(try Password.verify("correct horse", against: hash))
        #expect(try !Password.verify("correct horsf", against: hash))
        #expect(try !Password.verify("", against: hash))
        #expect(!Password.needsRehash(hash))
    }

    @Test func aPasswordIsNeverHashedTheSameWay() throws {
        #expect(try Password.hash("a") != Password.hash("a"))
    }

    /// RFC 7914 section 12, the third vector: N = 16384, r = 8, p = 1, cut to our size. Older costs stay good.
    @Test func aHashOfTheStandardIsReproduced() throws {
        let salt = "U29kaXVtQ2hsb3JpZGU"
        let hash = "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI"
        let stored = "$scrypt$ln=14,r=8,p=1$\(salt)$\(hash)"
        #expect(try Password.verify("pleaseletmein", against: stored))
        #expect(Password.needsRehash(stored))
    }

    @Test func nobodysPasswordIsWrong() throws {
        #expect(try !Password.verify("anything", against: nil))
    }

    @Test(arguments: [
        "", "x", "$scrypt$", "$scrypt$ln=15,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$", "$scrypt$ln=63,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
        "$scrypt$ln=15,r=8,p=1000000$AAAAAAAAAAAAAAAAAAAAAA$AAAA", "$scrypt$ln=-1,r=8,p=3$AAAA$AAAA", "$argon2id$v=19$m=1,t=1,p=1$AAAA$AAAA",
        "$scrypt$ln=15,r=8$AAAAAAAAAAAAAAAAAAAAAA$AAAA", "$scrypt$ln=99999999999999999999,r=8,p=3$AAAA$AAAA",
    ]) func aHashThatIsNoneIsSaidToBeDamaged(stored: String) {
        #expect(code { _ = try Password.verify("a", against: stored) } == .damaged)
        #expect(Password.needsRehash(stored))
    }
}
