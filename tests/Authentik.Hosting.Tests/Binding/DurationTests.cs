using static Authentik.Hosting.Tests.Examples;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>Durations as people write them, as parameters and in rows, and what becomes of those that were read.</summary>
public sealed class DurationTests(DurationTests.ProviderShell fixture)
    : ConnectedTests<DurationTests.ProviderShell>(fixture), IClassFixture<DurationTests.ProviderShell>
{
    [Theory]
    [InlineData("(New-TimeSpan -Hours 2)", "hours=2")]
    [InlineData("'2:00:00'", "hours=2")]
    [InlineData("'1.02:00:00'", "days=1;hours=2")]
    [InlineData("'hours=2;minutes=5'", "hours=2;minutes=5")]
    [InlineData("'90 minutes'", "minutes=90")]
    [InlineData("([Authentik.Duration] '3 hours')", "hours=3")]
    public void Takes_durations_in_many_forms(string value, string text)
    {
        var body = $$"""{"access_token_validity":"{{text}}"}""";
        Shell.Invoke($"Set-AuthentikOAuth2Provider life-span -AccessTokenValidity {value}");
        Assert.Equal(body, Server.LastBody);
        Shell.Invoke($"[pscustomobject]@{{ Name = 'life-span'; AccessTokenValidity = {value} }} | Set-AuthentikOAuth2Provider");
        Assert.Equal(body, Server.LastBody);
        Shell.Invoke($"Get-AuthentikOAuth2Provider -AccessTokenValidity {value}");
        var query = $"access_token_validity={Uri.EscapeDataString(text)}";
        Assert.Contains(query, Server.Requests[^1].Query, StringComparison.OrdinalIgnoreCase);
    }

    // PowerShell takes the d and the s as suffixes of numbers.
    [Theory]
    [InlineData("2h", "hours=2")]
    [InlineData("30d", "days=30")]
    [InlineData("2s", "seconds=2")]
    public void Takes_numbers_with_units_without_quotes(string value, string text)
    {
        Shell.Invoke($"Set-AuthentikOAuth2Provider life-span -AccessTokenValidity {value}");
        Assert.Equal($$"""{"access_token_validity":"{{text}}"}""", Server.LastBody);
    }

    [Theory]
    [InlineData("'abc'", "abc")]
    [InlineData("30", "30")]
    [InlineData("'2:00'", "2:00")]
    [InlineData("'hours=2;months=1'", "hours=2;months=1")]
    [InlineData("''", "")]
    public void Refuses_what_is_no_duration_before_it_is_sent(string value, string shown)
    {
        var pattern = $"*'{shown}' isn't valid for AccessTokenValidity. Specify a TimeSpan, or a string such as 2:00:00, '90 minutes' or "
            + "'hours=2;minutes=5'. The units are weeks, days, *microseconds.";
        Expect.Message(pattern, Shell.Fail($"Set-AuthentikOAuth2Provider life-span -AccessTokenValidity {value}"));
        Expect.Message(pattern, Shell.Fail($"Get-AuthentikOAuth2Provider -AccessTokenValidity {value}"));
        Expect.Message("*can't be null*", Shell.Fail("Set-AuthentikOAuth2Provider life-span -AccessTokenValidity $null"));
        Assert.Empty(Server.Bodies);
    }

    [Fact]
    public void Reads_durations_of_a_CSV_file()
    {
        var result = Shell.Try("""
            'name,access_token_validity,RefreshTokenValidity', 'life-span,45 minutes,', 'life-span,soon,', 'life-span,,1.00:00:00' |
                ConvertFrom-Csv | Set-AuthentikOAuth2Provider
            """);
        Expect.Message("Column access_token_validity: 'soon' isn't valid*The row wasn't sent.", Assert.Single(result.Errors));
        Assert.Equal(["""{"access_token_validity":"minutes=45"}""", """{"refresh_token_validity":"days=1"}"""], Server.Bodies);
    }

    [Fact]
    public void What_was_read_is_sent_back_as_it_was()
    {
        const string Written = "Hours=1.5;minutes=30";
        foreach (var way in new[]
        {
            "Select-Object *",
            "ConvertTo-Json | ConvertFrom-Json",
            "Select-Object Name, AccessTokenValidity | ConvertTo-Json | ConvertFrom-Json",
            "Select-Object Name, AccessTokenValidity | ConvertTo-Csv | ConvertFrom-Csv",
            "ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) }",
        })
        {
            Assert.Equal([Written], Shell.Text($$"""
                $made = Set-AuthentikOAuth2Provider life-span -AccessTokenValidity '{{Written}}' -PassThru
                $row = $made | {{way}} | Select-Object Name, AccessTokenValidity
                Set-AuthentikOAuth2Provider life-span -AccessTokenValidity 1h
                $row | Set-AuthentikOAuth2Provider -PassThru -WarningAction Ignore | ForEach-Object { "$($_.AccessTokenValidity)" }
                """));
        }
    }

    [Theory]
    [InlineData("$life -gt '1:00:00'")]
    [InlineData("$life -lt (New-TimeSpan -Hours 3)")]
    [InlineData("$life -eq '2h'")]
    [InlineData("$life -eq 'minutes=120'")]
    [InlineData("$life -eq (New-TimeSpan -Hours 2)")]
    [InlineData("(New-TimeSpan -Hours 2) -eq $life")]
    [InlineData("'hours=2' -eq $life")]
    [InlineData("$life -ne 'abc'")]
    [InlineData("$life -in 'hours=1', 'hours=2'")]
    [InlineData("$life.TimeSpan.TotalMinutes -eq 120")]
    [InlineData("\"$life\" -ceq 'hours=2'")]
    [InlineData("($life | Out-String).Trim() -ceq 'hours=2'")]
    [InlineData("($life | ConvertTo-Json) -ceq '\"hours=2\"'")]
    [InlineData("(@{ life = $life } | ConvertTo-Json -Compress) -ceq '{\"life\":\"hours=2\"}'")]
    [InlineData("('30 minutes', '1d', '2h' | ForEach-Object { [Authentik.Duration] $_ } | Sort-Object)[-1] -eq 'days=1'")]
    public void Compares_and_converts_in_PowerShell(string condition)
    {
        Shell.Invoke("Set-AuthentikOAuth2Provider life-span -AccessTokenValidity 2h");
        Assert.True(Shell.Value<bool>($"$life = (Get-AuthentikOAuth2Provider life-span).AccessTokenValidity; {condition}"));
    }

    [Fact]
    public void Takes_a_duration_for_an_action()
    {
        Shell.Try("New-AuthentikUserRecoveryLink jdoe -TokenDuration (New-TimeSpan -Minutes 15)");
        Assert.Contains("minutes=15", Server.LastBody, StringComparison.Ordinal);
    }

    public sealed class ProviderShell : ConnectedShell
    {
        public ProviderShell(SharedServer shared)
            : base(shared) =>
            Shell.Invoke($"$null = New-AuthentikOAuth2Provider -Name life-span {Flows} -RedirectUri @()");

        protected override void CleanUp() => Shell.Invoke("Remove-AuthentikOAuth2Provider life-span -Force");
    }
}
