/// What a password must be: 12 to 256 bytes, and not one of those that are tried first. There are no rules about kinds of characters.
///
/// What everybody would guess counts for nothing: well-known words, keyboard runs, and the names that stand around the account. A
/// password that is all but made of these is refused, however they are spelt, joined or dressed with digits.
public enum PasswordRule {
    public static let length = 12...256
    /// Letters and digits that must be left when all that is easily guessed is taken out.
    static let leastUnguessed = 5

    /// What is wrong with a password, in a sentence for the person; nil when it may be used.
    /// - Parameter names: of the person, the company, the tenant and their e-mail address, as far as they are known.
    public static func fault(in password: String, names: [String]) -> String? {
        guard length.contains(password.utf8.count) else {
            return "The password must have \(length.lowerBound) to \(length.upperBound) bytes. Four or five words are easy to keep in mind."
        }
        let spellings = [PlainPassword.plain(password), PlainPassword.undisguised(password)]
        if !CommonPasswords.whole.isDisjoint(with: spellings) {
            return "This password stands in every list of common ones. Choose one of your own."
        }
        if PlainPassword.isRepetition(Array(password.lowercased()), shorterThan: length.lowerBound) {
            return "The password repeats a short piece. Choose one that does not repeat itself."
        }
        guard spellings.allSatisfy({ PlainPassword.unguessed(in: $0, names: names) >= leastUnguessed }) else {
            return "The password is made of what is tried first: common words, keyboard runs, years or names around this account. "
                + "Choose other words."
        }
        return nil
    }
}

/// A password as those see it who guess: without case, dress and disguise.
enum PlainPassword {
    /// Lower case, letters and digits only.
    static func plain(_ text: some StringProtocol) -> String { String(text.lowercased().filter { $0.isLetter || $0.isNumber }) }

    /// As ``plain(_:)``, with letters in place of the digits and signs that are often written for them.
    static func undisguised(_ text: String) -> String { plain(String(text.map { leet[$0] ?? $0 })) }

    private static let leet: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s", "!": "i",
    ]

    /// Whether the text is one piece over and over, the piece being shorter than `limit`.
    static func isRepetition(_ text: [Character], shorterThan limit: Int) -> Bool {
        guard text.count > 1 else { return false }
        return (1..<min(limit, text.count / 2 + 1)).contains { period in
            (period..<text.count).allSatisfy { text[$0] == text[$0 - period] }
        }
    }

    /// How many different letters and digits are left when everything that is easily guessed is taken out. Of common words the third and
    /// each further one counts as three: nobody tries all sentences.
    static func unguessed(in plain: String, names: [String]) -> Int {
        var text = names.flatMap(parts).sorted { $0.count > $1.count }.reduce(plain) { $0.replacing($1, with: " ") }
        var words = 0
        for word in CommonPasswords.words where text.contains(word) {
            text = text.replacing(word, with: " ")
            words += 1
        }
        let rest = text.split(separator: " ").flatMap { KeyboardRuns.outside(Array($0)) }
        return Set(rest).count + 3 * max(0, words - 2)
    }

    /// The words in a name or an address, those of three letters at least, and all of it in one.
    private static func parts(of name: String) -> [String] {
        let pieces = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return (pieces + [pieces.joined()]).filter { $0.count >= 3 }
    }
}

/// Keys that lie side by side, the alphabet, and counting: four or more in a row are one thing to guess.
enum KeyboardRuns {
    private static let rows = [
        "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn",
        "abcdefghijklmnopqrstuvwxyz",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qazwsxedcrfvtgbyhnujm", "01234567890",
    ]

    private static let followers: [Character: Set<Character>] = {
        var followers: [Character: Set<Character>] = [:]
        for row in rows {
            for (left, right) in zip(row, row.dropFirst()) {
                followers[left, default: []].insert(right)
                followers[right, default: []].insert(left)
            }
        }
        for character in rows.joined() { followers[character, default: []].insert(character) }
        return followers
    }()

    /// The characters that lie in no run of four or more.
    static func outside(_ text: [Character]) -> [Character] {
        var outside: [Character] = []
        var run: [Character] = []
        for character in text {
            if let last = run.last, followers[last]?.contains(character) != true {
                if run.count < 4 { outside += run }
                run = []
            }
            run.append(character)
        }
        return run.count < 4 ? outside + run : outside
    }
}
