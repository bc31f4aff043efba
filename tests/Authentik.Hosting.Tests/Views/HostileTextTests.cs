using System.Management.Automation;

namespace Authentik.Hosting.Tests.Views;

/// <summary>No view of the module sends control characters of names to the terminal.</summary>
public sealed class HostileTextTests : IClassFixture<ConnectedShell>, IDisposable
{
    private static readonly string[] Formats = ["Format-Table", "Format-List", "Format-Wide"];

    // After an object of another type, PowerShell doesn't use the view.
    private static readonly string[] AllFormats = [.. Formats, "Write-Output", "ForEach-Object { [version] '1.0'; $_ }"];
    private static readonly int[] Widths = [80, 120];

    private readonly ConnectedShell fixture;
    private readonly PowerShellSession shell;

    public HostileTextTests(ConnectedShell fixture)
    {
        this.fixture = fixture;
        shell = fixture.Shell;

        // Without it, PowerShell itself removes some sequences.
        shell.Invoke("$PSStyle.OutputRendering = 'Ansi'");
    }

    public void Dispose() => shell.Invoke("$PSStyle.OutputRendering = 'PlainText'");

    [Fact]
    public void Every_kind_of_object_is_shown_with_signs()
    {
        var types = shell.Value<Type>("[Authentik.User]").Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(shell.Value<Type>("[Authentik.AuthentikObject]")))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .ToList();
        Assert.True(types.Count > 200, $"There are only {types.Count} kinds of objects.");
        var prepare = shell.Value<Type>("[Authentik.Commands.ShownValue]").Assembly.GetType("Authentik.Commands.OutputObject")!
            .GetMethods().Single(method => method.Name == "Prepare" && method.GetParameters().Length == 2);
        var found = new List<string>();
        var (views, shown) = (0, 0);
        foreach (var type in types)
        {
            foreach (var (format, width) in AllFormats.SelectMany(format => Widths.Select(width => (format, width))))
            {
                var text = Render(prepare.Invoke(null, [HostileText.Create(type), false])!, format, width);
                views++;
                shown += text.Contains('␛', StringComparison.Ordinal) ? 1 : 0;
                found.AddRange(HostileText.Find(text).Select(raw => $"{type.Name}, {format}, {width}: {raw}"));
            }
        }

        TestReport.Write("views", [$"views: {views} of {types.Count} kinds of objects, {shown} with signs, {found.Count} raw characters"]);
        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.True(shown > views / 2, $"Only {shown} of {views} views have signs, so most objects aren't hostile.");
    }

    [Theory]
    [InlineData("[Authentik.Profile] @{ Name = $text; Username = $text; Vault = $text }")]
    [InlineData("Connect-Authentik -Sandbox -Name $text -PassThru")]
    [InlineData("Get-AuthentikUsedBy $made")]
    public void Other_output_is_shown_with_signs(string script)
    {
        shell.Invoke(
            "$global:made = New-AuthentikUser -Username $text -Name $text; $global:group = New-AuthentikGroup $text -User $made",
            new { text = HostileText.Value });
        try
        {
            foreach (var format in AllFormats)
            {
                var text = Render(shell.Invoke(script, new { text = HostileText.Value }), format, 120);
                Assert.Contains("␛", text, StringComparison.Ordinal);
                Assert.Empty(HostileText.Find(text));
            }
        }
        finally
        {
            shell.Invoke("""
                Get-AuthentikSession | Where-Object Name -Like *owned* | Disconnect-Authentik
                $made | Remove-AuthentikUser -Force
                $group | Remove-AuthentikGroup -Force
                """);
        }
    }

    [Theory]
    [InlineData("Format-List")]
    [InlineData("Format-Table")]
    public void A_raw_response_is_shown_with_signs(string format)
    {
        fixture.Server.Answer(new { path = "/api/v3/core/users/", status = 200, text = HostileText.Value });
        var text = Render(shell.Invoke("Invoke-AuthentikRequest /core/users/ -Raw"), format, 120);
        Assert.Contains("␛", text, StringComparison.Ordinal);
        Assert.Empty(HostileText.Find(text));
    }

    [Fact]
    public void Properties_have_the_text_as_it_is()
    {
        var user = HostileText.Create(shell.Value<Type>("[Authentik.User]"));
        Assert.Equal(HostileText.Value, shell.Value<string>("$user.Name", new { user }));
    }

    [Theory]
    [InlineData("Zoë Åström 王小明")]
    [InlineData("שלום עולם مرحبا")]
    [InlineData("👩‍👩‍👧 👁️‍🗨️ 🏳️‍🌈 ❤️")]
    [InlineData("می‌خواهم क्‍ष")]
    public void Letters_of_all_scripts_stay_as_they_are(string name) =>
        Assert.Equal(name, shell.Value<string>("[Authentik.Commands.ShownValue]::Show($name)", new { name }));

    [Theory]
    [InlineData("ad\u200dmin", "ad\\u200Dmin")]
    [InlineData("\u200dx\u200d", "\\u200Dx\\u200D")]
    [InlineData("a\u00ad\u3164\u061c", "a\\u00AD\\u3164\\u061C")]
    [InlineData("x\U000e0061", "x\\u{E0061}")]
    [InlineData("a\tb\r\nc\u007f", "a␉b␍␊c␡")]
    public void What_is_invisible_is_shown(string name, string text) =>
        Assert.Equal(text, shell.Value<string>("[Authentik.Commands.ShownValue]::Show($name)", new { name }));

    [Fact]
    public void Half_of_a_character_is_shown_by_its_code() =>
        Assert.Equal("a\\uD800b", shell.Value<string>("[Authentik.Commands.ShownValue]::Show(\"a$([char] 0xD800)b\")"));

    [Fact]
    public void A_script_keeps_its_lines()
    {
        var text = "a\r\nb\u001b\nc";
        Assert.Equal("a\nb␛\nc", shell.Value<string>("[Authentik.Commands.ShownValue]::ShowLines($text)", new { text }));
    }

    private string Render(object shown, string format, int width) => shell.Value<string>(
        $"$shown | {format} | Out-String -Width {width}", new { shown });
}
