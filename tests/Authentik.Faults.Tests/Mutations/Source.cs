using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using Authentik.Client.Tests.Support;
using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Mutations;

/// <summary>A response to change, and the command that gets it.</summary>
/// <param name="Version">The version of the server.</param>
/// <param name="Script">What is typed; $session is a session with a server of the version.</param>
/// <param name="Status">The status of the response.</param>
/// <param name="Json">Its JSON.</param>
internal sealed record Source(string Version, string Script, int Status, string Json)
{
    private const string Root = "/api/v3";

    private const string ReadSandbox = """
        Connect-Authentik -Sandbox -Version $version
        foreach ($resource in [Authentik.Resources]::Book.Resources) {
            $isListed = $resource.Operations.HasFlag([Authentik.Book.Operations]::List)
            if (-not $isListed -or -not (Get-Command "Get-Authentik$($resource.Noun)" -ErrorAction Ignore)) { continue }
            try { $json = (Invoke-AuthentikRequest $resource.Path -Raw).Content } catch { continue }
            [pscustomobject]@{ Noun = $resource.Noun; Key = $resource.Key; Path = $resource.Path; Json = $json }
        }
        Disconnect-Authentik
        """;

    /// <summary>The lists of the sandbox with their first rows, and what the commands of the table get.</summary>
    public static IReadOnlyList<Source> ReadOwn(PowerShellSession shell, string version) =>
    [
        .. shell.Invoke(ReadSandbox, new { version }).SelectMany(list => Expand(
            version, Text(list, "Noun"), Text(list, "Key"), Text(list, "Json"))),
        .. Operation.All.Where(operation => !operation.Connects && operation != Operation.Download)
            .Select(operation => new Source(
                version, $"{operation.Script} -Session $session", operation.Status == 204 ? 200 : operation.Status,
                    operation.Body.Length == 0 ? "{}" : operation.Body)),
    ];

    /// <summary>The responses that were recorded with a server of a version.</summary>
    public static IEnumerable<Source> ReadRecorded(string version) =>
        from exchange in Recordings.Read(version)
        where exchange.Status is (>= 200 and < 300) or 400 or 403 or 404 or 405
        where exchange.Path.StartsWith(Root, StringComparison.Ordinal)
        where exchange.Json is { ValueKind: JsonValueKind.Object or JsonValueKind.Array }
        select new Source(version, FindScript(exchange.Method, exchange.Path[Root.Length..]), exchange.Status,
            exchange.Json!.Value.GetRawText());

    // A GET of users is what Get-AuthentikUser sends; others are sent as they are.
    private static string FindScript(string method, string path)
    {
        var quoted = path.Replace("'", "''", StringComparison.Ordinal);
        return $"if ('{method}' -eq 'GET' -and ($noun = Find-Noun '{quoted}')) {{ & \"Get-Authentik$noun\" -Session $session }} "
            + $"else {{ Invoke-AuthentikRequest '{quoted}' {method} -Session $session -Confirm:$false }}";
    }

    private static IEnumerable<Source> Expand(string version, string noun, string key, string json)
    {
        yield return new Source(version, $"Get-Authentik{noun} -Session $session", 200, json);
        using var document = JsonDocument.Parse(json);
        var rows = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement
            : document.RootElement.TryGetProperty("results", out var results) ? results
            : default;
        if (rows.ValueKind == JsonValueKind.Array && rows.GetArrayLength() > 0 && rows[0].ValueKind == JsonValueKind.Object
            && rows[0].TryGetProperty(key, out var id))
        {
            var quoted = id.ToString().Replace("'", "''", StringComparison.Ordinal);
            yield return new Source(version, $"Get-Authentik{noun} -Session $session -Identity '{quoted}'", 200, rows[0].GetRawText());
        }
    }

    private static string Text(PSObject row, string name) => Convert.ToString(row.Properties[name].Value, CultureInfo.InvariantCulture)!;
}
