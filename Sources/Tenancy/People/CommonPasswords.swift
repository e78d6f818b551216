/// What is tried first. Everything is in lower case, without spaces and signs.
enum CommonPasswords {
    /// Passwords of twelve characters and more that stand in published lists, as far as the words and runs below do not cover them.
    static let whole: Set<String> = [
        "correcthorsebatterystaple", "thequickbrownfox", "thequickbrownfoxjumpsoverthelazydog", "tobeornottobe", "mustbechanged", "nothingtohide",
        "maytheforcebewithyou", "openthepodbaydoors", "itsasecrettoeverybody", "notmypassword", "iamthebest", "thisismypassword", "whatsmypassword",
        "forgotmypassword", "jesusislord", "jesuslovesme", "godisgreat", "letmeinplease", "ilovemyfamily", "ilovemywife", "ilovemymother",
        "manchesterunited", "newyorkyankees", "dallascowboys", "greenbaypackers", "harleydavidson", "lordoftherings", "gameofthrones",
        "rollingstones", "ledzeppelin", "blinkoneeightytwo", "linkinpark", "spongebobsquarepants", "winniethepooh", "hellokitty", "mickeymouse",
        "jackdaniels", "mercedesbenz", "fuckyoufuckyou", "chocolatechip", "strawberryfields", "onceuponatime", "knowledgeispower", "timeismoney",
        "carpediem", "hakunamatata", "abracadabra", "opensesame", "supercalifragilisticexpialidocious", "antidisestablishmentarianism",
        "buylowsellhigh", "thetrendisyourfriend", "cutyourlosses", "cashisking", "tothemoon",
    ]

    /// Words that common passwords are put together from, the longest first.
    static let words: [String] = listed.sorted { $0.count > $1.count }

    private static let listed = [
        "administrator", "admin", "password", "passwort", "passwd", "passphrase", "passw", "contrasena", "motdepasse", "parola", "senha", "haslo",
        "default", "changeme", "change", "letmein", "welcome", "willkommen", "bienvenue", "login", "logon", "secret", "secure", "security", "master",
        "access", "account", "user", "username", "guest", "root", "system", "server", "service", "support", "test", "testing", "temp", "temporary",
        "demo", "manager", "office", "company", "internet", "network", "computer", "database", "windows", "linux", "ubuntu", "debian", "google",
        "facebook", "twitter", "instagram", "linkedin", "youtube", "microsoft", "samsung", "iphone", "android", "veles", "metatrader", "trader",
        "trading", "forex", "broker", "brokerage", "dealer", "dealing", "market", "markets", "money", "dollar", "bitcoin", "crypto", "wallstreet",
        "iloveyou", "loveyou", "love", "lovely", "loveme", "forever", "sunshine", "princess", "prince", "football", "baseball", "basketball",
        "softball", "hockey", "soccer", "tennis", "golfer", "liverpool", "arsenal", "chelsea", "barcelona", "realmadrid", "juventus", "lakers",
        "dragon", "monkey", "tiger", "lion", "eagle", "shadow", "superman", "batman", "spiderman", "pokemon", "naruto", "starwars", "startrek",
        "matrix", "whatever", "nothing", "something", "anything", "trustno", "freedom", "flower", "butterfly", "rainbow", "cookie", "chocolate",
        "cheese", "banana", "orange", "apple", "cherry", "pepper", "ginger", "purple", "yellow", "silver", "golden", "diamond", "angel", "angels",
        "heaven", "jesus", "christ", "blessed", "family", "mother", "father", "daddy", "mommy", "baby", "babygirl", "lucky", "happy", "hello",
        "goodbye", "goodluck", "summer", "winter", "spring", "autumn", "january", "february", "march", "april", "june", "july", "august",
        "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "london",
        "paris", "berlin", "moscow", "newyork", "america", "england", "germany", "canada", "australia", "michael", "jennifer", "jessica", "ashley",
        "michelle", "nicole", "daniel", "thomas", "robert", "andrew", "joshua", "matthew", "anthony", "charlie", "alexander", "alexandra", "maria",
        "hunter", "killer", "ninja", "warrior", "soldier", "legend", "gangster", "playboy", "fuckyou", "fuck", "asshole", "bitch", "mustang",
        "ferrari", "porsche", "mercedes", "corvette", "yamaha", "harley", "qwerty", "qwertz", "azerty", "asdf", "zxcvbn",
    ]
}
