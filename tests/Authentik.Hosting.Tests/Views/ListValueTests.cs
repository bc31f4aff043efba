using static Authentik.Hosting.Tests.Examples;

namespace Authentik.Hosting.Tests.Views;

/// <summary>Lists of objects, whose text is a cell of a CSV file, are otherwise used as arrays are.</summary>
public class ListValueTests(ListValueTests.ShellWithLists fixture)
    : ConnectedTests<ListValueTests.ShellWithLists>(fixture), IClassFixture<ListValueTests.ShellWithLists>
{
    [Theory]
    [InlineData("$list.Count; $list.Length")]
    [InlineData("$list[0]; $list[1]; $list[-1]; $null -eq $list[5]")]
    [InlineData("$list[0..1]; $list[1, 0]")]
    [InlineData("$list -contains $list[1]; $list -contains 'x'; $list[1] -in $list; $list -notcontains $list[0]")]
    [InlineData("($list + 'x').Count; (@('x') + $list).Count; ($list + $list)[3]; ($list * 2).Count")]
    [InlineData("$copy = $list; $copy += 'x'; $copy.Count; $list.Count")]
    [InlineData("$list -join '|'; \"$list\"; [string] $list; [string]::Join('-', $list)")]
    [InlineData("$list -eq $list[0]; $list -ne $list[0]; $list -match 'b'; $list -like '*a*'; $list -replace 'b', 'c'")]
    [InlineData("foreach ($one in $list) { \"<$one>\" }")]
    [InlineData("$list | ForEach-Object { \"<$_>\" }; ($list | Measure-Object).Count; ($list | Select-Object -First 1)")]
    [InlineData("$list.Url; $list.ForEach({ \"<$_>\" }); $list.Where({ $_ -like '*b*' })")]
    [InlineData("ConvertTo-Json $list -Compress; $list | ConvertTo-Json -Compress; ConvertTo-Json @{ a = $list } -Depth 4 -Compress")]
    [InlineData("if ($list) { 'yes' } else { 'no' }; [bool] $list; @($list).Count; -not $list")]
    [InlineData("$a, $b = $list; \"$a\"; \"$b\"")]
    [InlineData("(Compare-Object $list ($list + 'x')).InputObject; Compare-Object $list $list")]
    [InlineData("switch ($list) { default { \"<$_>\" } }")]
    [InlineData("([string[]] $list).Count; ([object[]] $list).Count; ([array] $list).Count")]
    [InlineData("([Collections.Generic.List[object]] $list).Count")]
    [InlineData("[pscustomobject]@{ a = $list } | Format-Table | Out-String; [pscustomobject]@{ a = $list } | Format-List | Out-String")]
    [InlineData("$list.IndexOf($list[1]); $list.Contains($list[0]); [array]::IndexOf($list, $list[1])")]
    [InlineData("function Count([object[]] $Items) { $Items.Count }; Count $list; function Each { $args.Count }; Each @list")]
    [InlineData("$all = [Collections.ArrayList]::new(); $all.AddRange($list); $all.Count")]
    public void Is_used_as_an_array_is(string script)
    {
        foreach (var list in new[] { "$uris", "$ids", "$none" })
        {
            var expected = Shell.Text($"$list = {list}.ToArray()\n{script}");
            Assert.Equal(expected, Shell.Text($"$list = {list}\n{script}"));
        }
    }

    [Fact]
    public void Comes_back_from_a_file_or_a_job_as_an_array_does() => Assert.Equal(
        ["2", "1", "System.Collections.ArrayList"],
        Shell.Text("""
            $back = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($provider))
            $back.RedirectUris.Count
            @($back.PropertyMappings).IndexOf($provider.PropertyMappings[1])
            $back.PropertyMappings.GetType().FullName
            """));

    [Fact]
    public void Has_dictionaries_of_json_that_are_used_as_ordered_ones() => Assert.Equal(
        ["z a", "1", "2", """{"z":1,"a":{"deep":[1,2]}}""", """{"z":1,"a":{"deep":[1,2]}}""", "z a", "True"],
        Shell.Text("""
            $map = $group.Attributes
            "$($map.Keys)"; $map.z; $map['a'].deep[1]; $map | ConvertTo-Json -Compress -Depth 5; "$map"
            $back = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($map))
            "$($back.Keys | Sort-Object -Descending)"
            $map -is [Collections.IDictionary]
            """));

    [Theory]
    [InlineData("$date -is [DateTimeOffset]; $date.GetType().Name; $date.Year", "True DateTimeOffset 2031")]
    [InlineData("$date -gt (Get-Date); [DateTimeOffset]::Now -lt $date", "True True")]
    [InlineData("$date -eq [DateTimeOffset] '2031-05-04T10:00:00.123456Z'", "True")]
    [InlineData("($date - [DateTimeOffset] '2031-05-04T09:00:00Z').TotalHours -gt 1; $date.AddDays(1).Day", "True 5")]
    [InlineData("(@{ a = $date } | ConvertTo-Json -Compress); ($token | Select-Object Expires | ConvertTo-Json -Compress)",
        """{"a":"2031-05-04T10:00:00.123456+00:00"} {"Expires":"2031-05-04T10:00:00.123456+00:00"}""")]
    [InlineData("($token, $token | Sort-Object Expires).Count; ($token | Where-Object Expires -GT (Get-Date)).Count", "2 1")]
    [InlineData("[datetime] $date.UtcDateTime | ForEach-Object Year; '{0:yyyy}' -f $date; $date.ToString('yyyy')", "2031 2031 2031")]
    [InlineData("$date.ToString('d', [cultureinfo] 'de-DE'); $date.ToString()", "04.05.2031 2031-05-04T10:00:00.123456Z")]
    public void Has_dates_that_are_used_as_dates(string script, string output) =>
        Assert.Equal(output, string.Join(' ', Shell.Text($"$date = $token.Expires\n{script}")));

    [Fact]
    public void Has_a_date_with_an_iso_string_wherever_a_field_can_be_set()
    {
        var dates = Shell.Text("""
            foreach ($resource in [Authentik.Resources]::Book.Resources) {
                $dates = $resource.Fields | Where-Object { $_.Type -eq 'Date' -and $_.Parameter }
                foreach ($field in $dates | Where-Object { -not $_.IsList -and -not $_.IsWriteOnly }) {
                    $object = $resource.New.Invoke()
                    $json = [Text.Json.JsonDocument]::Parse((@{ $field.Name = '2031-05-04T10:00:00.123456Z' } | ConvertTo-Json)).RootElement
                    $fill = [Authentik.AuthentikObject].GetMethod('Fill', [Reflection.BindingFlags] 'NonPublic, Instance')
                    $null = $fill.Invoke($object, @($json, $null))
                    ($object | ConvertTo-Csv | ConvertFrom-Csv).($field.Property)
                }
            }
            """);
        Assert.NotEmpty(dates);
        Assert.All(dates, date => Assert.Equal("2031-05-04T10:00:00.123456Z", date));
    }

    public sealed class ShellWithLists : ConnectedShell
    {
        public ShellWithLists(SharedServer shared)
            : base(shared) =>
            Shell.Invoke($$"""
                $uris = 'https://a.example/', 'https://b.example/'
                $global:provider = New-AuthentikOAuth2Provider lists-p {{Flows}} -RedirectUri $uris -PropertyMapping openid, email
                $global:group = New-AuthentikGroup -Name lists-g -Attributes ([ordered]@{ z = 1; a = @{ deep = 1, 2 } })
                Set-AuthentikUser jdoe -AddAttribute @{ 'goauthentik.io/user/token-maximum-lifetime' = 'days=20000' }
                $global:token = New-AuthentikToken lists-t -User jdoe -Intent app_password -Expires 2031-05-04T10:00:00.123456Z
                $global:uris, $global:ids, $global:none = $provider.RedirectUris, $provider.PropertyMappings, $group.Users
                """);

        protected override void CleanUp() => Shell.Invoke("""
            Remove-AuthentikOAuth2Provider lists-p -Force
            Remove-AuthentikGroup lists-g -Force
            Remove-AuthentikToken lists-t -Force
            Set-AuthentikUser jdoe -RemoveAttribute goauthentik.io/user/token-maximum-lifetime
            """);
    }
}
