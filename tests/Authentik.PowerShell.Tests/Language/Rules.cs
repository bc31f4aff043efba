namespace Authentik.PowerShell.Tests.Language;

/// <summary>The rules that a program can hold.</summary>
public static class Rules
{
    /// <summary>The name of the rule for how a message starts.</summary>
    public const string Start = "a message starts with a capital, a parameter or a name";

    /// <summary>The name of the rule for contractions.</summary>
    public const string Contraction = "a message and help use contractions";

    /// <summary>The name of the rule for what an error ends with.</summary>
    public const string NextStep = "an error says what to do";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. Words(), .. Sentences()];

    private static IEnumerable<Rule> Words() =>
    [
        Rule.Without("a noun is denied with isn't", TextKind.All,
            @"(?<!\b(?:[Tt]here|which|[Ii]t) )\b(?:is|are|was|were) no (?!longer|more\b|less\b|later\b|doubt\b|one\b)[a-z']",
            ["'x' is no state for a sandbox.", "Those are no filters."],
            ["There is no session.", "It is no longer used.", "The value is not a number."]),
        Rule.Without("what doesn't exist isn't had", TextKind.All,
            @"\b[Tt]here (?:is|are|was|were) no\b[^.]*\bhad\b|\b(?:is|are|be|was|were) had\b",
            ["There is no server from which a token is had.", "A key that can be had."], ["There is no session.", "The user had a token."]),
        Rule.Without("an endpoint is one word", TextKind.All,
            @"\b[Ee]nd points?\b", ["The end point of the API."], ["The endpoint of the API.", "The endpoints."]),
        Rule.Without("a value is a string, not a text", TextKind.All & ~TextKind.Document,
            @"\b[Aa] text(?! (?:field|box|file|message|area|prompt|input|value|of the))\b",
            ["A text names no user."], ["A string.", "A text field.", "The text of the message."]),
        Rule.Without("a type has its name alone", TextKind.All,
            @"\b[Oo]f the type (?:\{\}|'|[A-Z]\w)", ["Something of the type TimeSpan."],
            ["All objects of the type.", "The type TimeSpan."]),
        Rule.Without("a parameter is used, not said", TextKind.All,
            @"\b[Ss]ay -|\b[Ss]aid with -", ["Say -Force if that is meant."], ["Use -Force to continue."]),
        Rule.Without("where nothing is, is something else", TextKind.All, @"\b[Ww]here nothing (?:is|was)\b|\b[Nn]othing was given\b",
            ["Null where nothing is given.", "Nothing was given."], ["Null if no value is specified."]),
        Rule.Without("an object is created, not made", TextKind.All,
            @"\b[Mm]akes an? (?:new\b|object\b|user\b|group\b)", ["Makes a new user."], ["Creates a user."]),
        Rule.Without("a word stands once", TextKind.All,
            @"(?<![\w<.-])(?!(?i:that|had|uuid)\b)([A-Za-z][a-z]+) (?=[a-z])(?i:\1)(?![\w'=>/-])", ["Reads the the user.", "The the user."],
            ["That that is so.", "Resource Resource => x", "id: uuid uuid"]),
        Rule.Without(Contraction, TextKind.Message | TextKind.Help | TextKind.Book,
            @"\b(?:cannot|can not|do not|does not|did not|will not)\b|\b(?:is|are) not case-sensitive\b",
            ["The value cannot be read.", "It does not exist.", "It is not case-sensitive."],
            ["The value can't be read.", "The file was not found."]),
        new("an article fits the sound", TextKind.All, sentence => Article.IsWrong(sentence.Text),
            ["a LDAP source", "a SMS stage", "a OAuth2 provider", "an user", "a id", "an URL", "a 8-bit value", "An UUID", "a hour"],
            ["an LDAP source", "an SMS stage", "a SAML provider", "a user", "an id", "a URL", "an 8-bit value", "a unique key",
                "an hour", "an X.509 certificate", "an unknown one"]),
    ];

    private static IEnumerable<Rule> Sentences() =>
    [
        new(Start, TextKind.Message, sentence => sentence.IsStart && Shape.IsSentence(sentence.Text) && !Shape.StartsWell(sentence.Text),
            ["the user was not found."],
            ["The user was not found.", "'x' was not found.", "-Name is required.", "{} was not found.",
                "authentik 2026.2 requires -Name."]),
        new("a message ends with a period", TextKind.Message,
            sentence => sentence is { IsStart: true, IsEnd: true } && Shape.IsClause(sentence.Text) && !Shape.EndsWell(sentence.Text),
            ["The user was not found"], ["The user was not found.", "Did you mean {}?", "The server's words: {}", "The user"]),
        new("a message is short", TextKind.Message, sentence => sentence.Text.Length > 400 || Shape.CountSentences(sentence.Text) > 3,
            [new string('x', 401), "One is here. Two is here. Three is here. Four is here."],
            ["One is here. Two is here. Three is here.", "authentik 2026.2.1 is here."]),
        new(NextStep, TextKind.Error, sentence => !Errors.SaysWhatToDo(sentence.Text),
            ["'x' was not found.", "The user name is empty.", "Use of it isn't possible."],
            ["'x' was not found. Check -Name.", "There is no session. Connect first.", "To list them, use Get-AuthentikUser."]),
        new("help starts with a capital, a parameter or a name", TextKind.Help, sentence => !Shape.StartsWell(sentence.Text),
            ["the user's name."], ["The user's name.", "-Name is required.", "authentik deletes it."]),
        new("help ends with a period", TextKind.Help,
            sentence => !Shape.EndsWell(sentence.Text), ["Gets the users"], ["Gets the users.", "Gets them (all)."]),
        new("a synopsis names a plural without a second s", TextKind.Help, sentence => Shape.HasOddPlural(sentence.Text),
            ["Gets policys.", "Gets statuss.", "Gets boxs and accesss."], ["Gets policies.", "Gets keys.", "Gets access tokens."]),
    ];
}
