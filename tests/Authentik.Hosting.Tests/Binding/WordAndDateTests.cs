using System.Globalization;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>Booleans and dates as people write them, as parameters and in rows.</summary>
public sealed class WordAndDateTests(ConnectedShell fixture) : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>
{
    [Theory]
    [InlineData("yes", true)]
    [InlineData("Y", true)]
    [InlineData("on", true)]
    [InlineData("TRUE", true)]
    [InlineData(" true ", true)]
    [InlineData("1", true)]
    [InlineData("no", false)]
    [InlineData("n", false)]
    [InlineData("Off", false)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    public void Takes_words_for_booleans(string word, bool value)
    {
        var body = $$"""{"is_active":{{(value ? "true" : "false")}}}""";
        Shell.Invoke("Set-AuthentikUser jdoe -IsActive $word", new { word });
        Shell.Invoke(""" "username,is_active`njdoe,$word" | ConvertFrom-Csv | Set-AuthentikUser """, new { word });
        Assert.Equal([body, body], Server.Bodies);
        Shell.Invoke("Get-AuthentikUser -IsActive $word", new { word });
        Assert.Contains($"is_active={(value ? "true" : "false")}", Server.Requests[^1].Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("1L", true)]
    [InlineData("1.0", true)]
    public void Takes_0_and_1_for_booleans(string number, bool value)
    {
        Shell.Invoke($"Set-AuthentikUser jdoe -IsActive ({number})");
        Assert.Equal($$"""{"is_active":{{(value ? "true" : "false")}}}""", Server.LastBody);
    }

    [Theory]
    [InlineData("'perhaps'")]
    [InlineData("'ja'")]
    [InlineData("2")]
    [InlineData("''")]
    public void Refuses_other_words_and_says_which_are_understood(string value)
    {
        var error = Shell.Fail($"Set-AuthentikUser jdoe -IsActive {value}");
        Expect.Message("*isn't valid for IsActive. Specify $true or $false, or one of these words: true, false, yes, no, *", error);
        Expect.Message("*words: true, false, yes,*", Shell.Fail($"Get-AuthentikUser -IsActive {value}"));
        Assert.Empty(Server.Bodies);
    }

    [Theory]
    [InlineData("2031-05-04T18:00:00Z", "2031-05-04T18:00:00Z")]
    [InlineData("2031-05-04 18:00 +02:00", "2031-05-04T16:00:00Z")]
    [InlineData("2031-05-04T18:00:00.5+0200", "2031-05-04T16:00:00.5Z")]
    [InlineData("2031-05-04T18:00+02", "2031-05-04T16:00:00Z")]
    public void Takes_ISO_strings_for_dates_in_every_culture(string text, string sent)
    {
        foreach (var culture in new[] { "en-US", "en-GB", "de-DE", "fa-IR" })
        {
            Shell.Invoke(InCulture("Set-AuthentikUser jdoe -LastLogin $text"), new { culture, text });
            Assert.Equal($$"""{"last_login":"{{sent}}"}""", Server.LastBody);
        }
    }

    [Fact]
    public void A_date_without_an_offset_is_local()
    {
        Shell.Invoke("Set-AuthentikUser jdoe -LastLogin 2031-05-04");
        var local = new DateTimeOffset(new DateTime(2031, 5, 4, 0, 0, 0, DateTimeKind.Local)).UtcDateTime;
        var sent = local.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Assert.Equal($$"""{"last_login":"{{sent}}"}""", Server.LastBody);
    }

    [Theory]
    [InlineData("01/02/2026")]
    [InlineData("31.12.2026")]
    [InlineData("12/31/26")]
    [InlineData("2026-13-01")]
    [InlineData("2026/12/31")]
    [InlineData("31 December 2026")]
    [InlineData("20261231")]
    [InlineData("18:00")]
    [InlineData("tomorrow")]
    public void Refuses_dates_that_are_read_differently_and_says_how_they_are_written(string text)
    {
        foreach (var culture in new[] { "en-US", "en-GB", "de-DE" })
        {
            Expect.Message(
                $"*'{text}' isn't valid for LastLogin. Specify a date such as 2026-12-31 or 2026-12-31T18:00:00Z, or what counts from now*",
                Shell.Fail(InCulture("Set-AuthentikUser jdoe -LastLogin $text"), new { culture, text }));
            var row = Shell.Try(
                InCulture(""" "username,last_login`njdoe,$text" | ConvertFrom-Csv | Set-AuthentikUser """), new { culture, text });
            Expect.Message("Column last_login: *such as 2026-12-31*The row wasn't sent.", Assert.Single(row.Errors));
        }

        Assert.Empty(Server.Bodies);
    }

    [Theory]
    [InlineData("-LastLogin (New-TimeSpan -Days 30)", 30)]
    [InlineData("-LastLogin (New-TimeSpan -Days -7)", -7)]
    [InlineData("-LastLogin ([Authentik.Duration] 'weeks=1')", 7)]
    [InlineData("-LastLogin 30d", 30)]
    [InlineData("-LastLogin '2 weeks'", 14)]
    [InlineData("-LastLogin '-7 days'", -7)]
    [InlineData("-LastLogin days=3", 3)]
    public void A_time_span_for_a_date_counts_from_now(string parameter, int days)
    {
        Shell.Invoke($"Set-AuthentikUser jdoe {parameter}");
        var isFromNow = Shell.Value<bool>(
            "[math]::Abs(((ConvertFrom-Json $body).last_login - [datetime]::UtcNow.AddDays($days)).TotalMinutes) -lt 5",
            new { body = Server.LastBody, days });
        Assert.True(isFromNow, Server.LastBody);
    }

    [Theory]
    [InlineData("-LastLoginLt 90d", "*'90d' counts from now, and -LastLoginLt is about the past*such as '-90d'*")]
    [InlineData("-DateJoinedGt (New-TimeSpan -Days 90)", "*is about the past*")]
    public void A_time_to_come_is_refused_for_what_has_happened(string filter, string message)
    {
        Expect.Message(message, Shell.Fail($"Get-AuthentikUser {filter}"));
        Assert.Empty(Server.Requests);
        Shell.Invoke("Get-AuthentikUser -DateJoinedLt '-90d' -DateJoinedGt 2020-01-01");
        Assert.Single(Server.Requests);
    }

    [Fact]
    public void A_time_span_that_leads_nowhere_is_refused()
    {
        Expect.Message(
            "*isn't valid for LastLogin*or what counts from now: a TimeSpan or a string such as*",
            Shell.Fail("Set-AuthentikUser jdoe -LastLogin ([timespan]::MaxValue)"));
        Assert.Empty(Server.Bodies);
    }

    private static string InCulture(string script) => $$"""
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = $culture
        try { {{script}} } finally { [cultureinfo]::CurrentCulture = $before }
        """;
}
