# An answer to everything: a server in this process that has one object of each resource, and notes what it was asked. It is
# no authentik; it shows what a command sends for an object, an id, a name or a row.

Add-Type -TypeDefinition @'
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

public sealed class EchoHandler : HttpMessageHandler
{
    // The object of each list, by the list's path.
    public Dictionary<string, string> Objects { get; } = new();

    public List<string> Requests { get; } = new();

    public List<string> Bodies { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var path = System.Uri.UnescapeDataString(request.RequestUri.AbsolutePath).Replace("/api/v3", "");
        Requests.Add($"{request.Method} {path}");
        if (request.Content is not null && request.Method != HttpMethod.Get)
        {
            Bodies.Add(await request.Content.ReadAsStringAsync(cancellation));
        }

        var list = Objects.Keys.Where(path.StartsWith).OrderByDescending(key => key.Length).FirstOrDefault();
        return list is null ? Json(404, "{\"detail\": \"Not found.\"}") : Answer(request.Method, path, list);
    }

    private HttpResponseMessage Answer(HttpMethod method, string path, string list)
    {
        var found = Objects[list];
        if (path.EndsWith("used_by/")) { return Json(200, "[]"); }
        if (method == HttpMethod.Delete) { return new HttpResponseMessage(HttpStatusCode.NoContent); }
        if (method == HttpMethod.Post) { return Json(201, found); }
        var isList = path == list && method == HttpMethod.Get;
        return Json(200, isList ? $"{{\"pagination\": {{\"next\": 0, \"count\": 1, \"start_index\": 1}}, \"results\": [{found}]}}" : found);
    }

    private static HttpResponseMessage Json(int status, string text) =>
        new((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
}
'@

$script:Flags = [Reflection.BindingFlags] 'Public, NonPublic, Static, Instance'

# The resources with which something can be done, with a version that can.
function Get-EchoResource([string] $Operation = 'Get') {
    $versions = '2026.8.3', '2026.2.2', '2025.4.4', '2024.8.6' | ForEach-Object { [Authentik.Book.ServerVersion]::Parse($_) }
    foreach ($resource in [Authentik.Resources]::Book.Resources) {
        $range = $resource.GetVersions([Authentik.Book.Operations] $Operation)
        $version = $versions | Where-Object { $range.Contains($_) } | Select-Object -First 1
        if ($version -and -not $resource.IsSingle) { @{ Noun = $resource.Noun; Resource = $resource; Version = $version } }
    }
}

# The object of a resource: what names it, and what tells its kind.
function Get-EchoObject($Resource) {
    $object = [ordered]@{}
    foreach ($name in $Resource.Names) {
        if ($Resource.GetField($name).Type -eq 'Text') { $object[$name] = "Sample $name" }
    }
    if ($Resource.Key -ne $Resource.Id) { $object[$Resource.Key] = 'sample-key' }
    if ($Resource.Id) { $object[$Resource.Id] = Get-EchoId $Resource }
    if ($Resource.ModelName) { $object['meta_model_name'] = $Resource.ModelName }
    if ($Resource.Noun -eq 'Source') { $object['meta_model_name'] = [Authentik.Resources]::Book['OAuthSource'].ModelName }
    if ($Resource.Routing) { $object[$Resource.Routing.ObjectField] = @{ slug = 'sample-key'; name = 'Sample name' } }
    $object
}

function Get-EchoId($Resource) {
    switch ("$($Resource.IdType)") {
        'Integer' { 7 }
        'Uuid' { [guid] '11111111-1111-4111-8111-111111111111' }
        default { 'sample-id' }
    }
}

# An object of a class that scripts cannot name.
function New-Internal([string] $Class, [object[]] $Arguments = @()) {
    $constructors = [Authentik.Session].Assembly.GetType("Authentik.$Class").GetConstructors($script:Flags)
    $constructor = $constructors | Where-Object { $_.GetParameters().Count -eq $Arguments.Count } | Select-Object -First 1
    for ($i = 0; $i -lt $Arguments.Count; $i++) {
        if ($Arguments[$i] -is [psobject]) { $Arguments[$i] = $Arguments[$i].psobject.BaseObject }
    }
    $constructor.Invoke($Arguments)
}

# A server and a session with it.
function Connect-EchoServer($Version) {
    $handler = [EchoHandler]::new()
    foreach ($resource in [Authentik.Resources]::Book.Resources) {
        $json = Get-EchoObject $resource | ConvertTo-Json -Depth 5
        $handler.Objects[$resource.Path] = $json
        foreach ($kind in $resource.Routing.Kinds) { $handler.Objects[$resource.Routing.GetPath($kind)] = $json }
    }
    $network = [Authentik.Transport.TransportOptions]::new()
    [Authentik.Transport.TransportOptions].GetProperty('Handler').SetValue($network, $handler)
    $transport = [Authentik.Session].Assembly.GetType('Authentik.Transport.TransportLoader').GetMethod('Open', $script:Flags).Invoke($null, @($network))
    $token = ConvertTo-SecureString 'canary-of-the-echo' -AsPlainText -Force
    $settings = [Authentik.ConnectionSettings]::new()
    [Authentik.ConnectionSettings].GetProperty('Uri').SetValue($settings, [uri] 'https://echo.invalid/')
    $connection = New-Internal Sessions.Connection $settings, ([Collections.Generic.Dictionary[string, securestring]]::new())
    $session = New-Internal Session $connection, $transport, (New-Internal Redactor), ([Authentik.Resources]::Book)
    [Authentik.Session].GetProperty('Tokens', $script:Flags).SetValue($session, (New-Internal Sessions.FixedToken $token))
    [Authentik.Session].GetProperty('ServerVersion').SetValue($session, $Version)
    [Authentik.Session].GetProperty('IsSuperuser', $script:Flags).SetValue($session, $true)
    [pscustomobject]@{ Handler = $handler; Session = $session }
}

# The object as a Get command would return it.
function Read-EchoObject($Resource, $Session) {
    $json = [Text.Json.JsonDocument]::Parse((Get-EchoObject $Resource | ConvertTo-Json -Depth 5)).RootElement
    [Authentik.Session].Assembly.GetType('Authentik.ObjectReader').GetMethod('Read', $script:Flags).Invoke($null, @($Resource, $json, $Session))
}

# A field that a change can name in that version, and a value for it.
function Get-EchoField($Resource, $Version) {
    $order = 'Boolean', 'Text', 'Integer', 'Number', 'Date', 'Enum', 'Json', 'Uuid', 'Reference'
    $fields = $Resource.Fields | Where-Object {
        $_.Parameter -and $_.Writable.Contains($Version) -and "$($_.Type)" -in $order -and $_.Name -notin $Resource.Names[0], $Resource.Id, $Resource.Key -and
        ($null -eq $_.OnlyForKinds -or $_.OnlyForKinds -contains 'oauth')
    }
    $field = $fields | Sort-Object { $_.IsSecret }, { $_.IsList }, { $order.IndexOf("$($_.Type)") } -Stable | Select-Object -First 1
    if (-not $field -and $Resource.Names.Count) { $field = $Resource.GetField($Resource.Names[0]) }
    if ($field) {
        $value = Get-EchoValue $field $Version
        [pscustomobject]@{ Field = $field; Value = $field.IsList ? @(, $value) : $value }
    }
}

function Get-EchoValue($Field, $Version) {
    switch ("$($Field.Type)") {
        'Boolean' { $true }
        'Integer' { 3 }
        'Number' { 1.5 }
        'Date' { [datetimeoffset] '2026-12-31T18:00:00Z' }
        'Enum' { ($Field.Values.Values | Where-Object { $_.Versions.Contains($Version) } | Select-Object -First 1).Text }
        'Json' { @{ a = 1 } }
        'Uuid' { [guid] '22222222-2222-4222-8222-222222222222' }
        'Reference' { Get-EchoId ([Authentik.Resources]::Book[$Field.RefersTo]) }
        default { 'changed' }
    }
}

