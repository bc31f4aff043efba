namespace Authentik.Faults.Tests.Serving;

/// <summary>A command, the request of it that goes wrong, and what authentik responds to that.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Script">What is typed; $uri is the server, $file a file that doesn't exist.</param>
/// <param name="Method">The method of the request.</param>
/// <param name="Path">The path of the request.</param>
/// <param name="Status">The status of a success.</param>
/// <param name="Body">The body of a success.</param>
public sealed record Operation(string Name, string Script, string Method, string Path, int Status, string Body)
{
    private const string AnyPart = "*";
    private const string Users = "/api/v3/core/users/";

    public static readonly Operation List = new(
        "list", "Get-AuthentikUser", "GET", Users, 200, Ordinary.List(Ordinary.User, Ordinary.User.Replace("7", "8",
            StringComparison.Ordinal)));

    public static readonly Operation Get = new("get", "Get-AuthentikUser -Identity 7", "GET", $"{Users}7/", 200, Ordinary.User);

    public static readonly Operation New = new(
        "new", "New-AuthentikGroup -Name zz", "POST", "/api/v3/core/groups/", 201,
        """{"pk":"0e110000-0000-4000-8000-000000000001","name":"zz","num_pk":1,"is_superuser":false,"users":[]}""");

    public static readonly Operation Set = new(
        "set", "Set-AuthentikUser -Identity 7 -Name Admin -PassThru", "PATCH", $"{Users}7/", 200, Ordinary.User);

    public static readonly Operation Remove = new("remove", "Remove-AuthentikUser -Identity 9 -Force", "DELETE", $"{Users}9/", 204,
        string.Empty);

    public static readonly Operation Action = new(
        "action", "New-AuthentikUserRecoveryLink -Identity 7", "POST", $"{Users}7/recovery/", 200,
            """{"link":"https://x/if/flow/?flow_token=zz"}""");

    // .NET itself sends a request without a body again when the connection ends.
    public static readonly Operation Post = new(
        "post", "Invoke-AuthentikRequest /core/users/7/any/ POST", "POST", $"{Users}7/any/", 200, """{"detail":"done"}""");

    public static readonly Operation Download = new(
        "download", "Invoke-AuthentikRequest /managed/blueprints/export/ -OutFile $file", "GET", "/api/v3/managed/blueprints/export/", 200,
        """{"version":1}""");

    public static readonly Operation SignIn = new(
        "sign in",
        "Connect-Authentik $uri -ClientId client -ClientSecret not-told -Name signin",
        "POST", "/application/o/token/", 200, """{"access_token":"issued-access-token","expires_in":300,"token_type":"bearer"}""");

    public static readonly Operation Connect = new(
        "connect", "Connect-Authentik $uri not-told-token -Name connect", "GET", $"{Users}me/", 200, Ordinary.Me);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Operation> All = [List, Get, New, Set, Remove, Action, Post, Download, SignIn, Connect];

    /// <summary>True for those that change something.</summary>
    public bool IsWrite => this == New || this == Set || this == Remove || this == Action || this == Post;

    /// <summary>True for those that connect by themselves.</summary>
    public bool Connects => this == SignIn || this == Connect;

    /// <summary>The version that the server reports.</summary>
    public string Version { get; init; } = "2026.2.2";

    /// <summary>Any request but those of connecting.</summary>
    public static Operation Any(string version) => new("any", string.Empty, AnyPart, AnyPart, 200, "{}") { Version = version };

    /// <summary>True for the request that goes wrong.</summary>
    public bool IsMeant(WireRequest request) => Method == AnyPart
        ? !Ordinary.IsConnecting(request)
        : request.Method == Method && request.Path == Path;

    public override string ToString() => Name;
}
