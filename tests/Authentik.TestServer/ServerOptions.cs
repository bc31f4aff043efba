using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Authentication;
using System.Text;
using Authentik.Book;

namespace Authentik.TestServer;

/// <summary>What the command line says.</summary>
internal sealed record ServerOptions
{
    public const string Usage = """
        Authentik.TestServer [--mode sandbox] [--version 2026.2.2] [--token T] [--user-token TOKEN=USERNAME]
                             [--device-interval SECONDS] [--assertion-issuer ISSUER]
        Authentik.TestServer --mode recordings --path <folder of one version> [--ignore page_size,ordering]
        Authentik.TestServer --mode proxy --target <address of a real server>, its token in AUTHENTIK_TEST_TOKEN
        Authentik.TestServer --mode forward-proxy [--proxy-user NAME=PASSWORD] [--refuse-tunnels]
          --port N       the port; chosen when it is 0 or not given
          --base /auth   the path below which the server stands
          --tls [M]      https, with a certificate made at the start: self-signed (when M is not given), expired, not-yet-valid,
                         wrong-name, or issued by an authority: authority
          --tls-version  1.2 or 1.3 alone
          --client-certificate    demands a certificate that the authority issued
          --certificate-folder F  where ca.pem, client.pfx, client.pem and stranger.pfx are written; the password is test
        """;

    // With no value, or with one that may be left out.
    private static readonly HashSet<string> Flags = ["--tls", "--client-certificate", "--refuse-tunnels"];

    public ServerMode Mode { get; private set; }

    /// <summary>The real server that requests are passed on to.</summary>
    public Uri? Target { get; private set; }

    public ServerVersion Version { get; private set; } = new(2026, 2, 2);

    public string Token { get; private set; } = "sandbox-token";

    /// <summary>Tokens of other users.</summary>
    public List<(string Token, string Username)> UserTokens { get; } = [];

    /// <summary>How long a device waits between two questions.</summary>
    public TimeSpan DeviceInterval { get; private set; } = TimeSpan.FromSeconds(5);

    /// <summary>Issuers whose JWTs every provider takes.</summary>
    public List<string> AssertionIssuers { get; } = [];

    /// <summary>The folder of recorded exchanges.</summary>
    public string? Path { get; private set; }

    /// <summary>Query parameters that do not count when a request is compared with recorded ones.</summary>
    public IReadOnlyList<string> Ignored { get; private set; } = [];

    public int Port { get; private set; }

    public string BasePath { get; private set; } = "/";

    public TlsMode Tls { get; private set; }

    public SslProtocols TlsVersions { get; private set; }

    /// <summary>True to accept nobody without a certificate of the authority's.</summary>
    public bool WantsClientCertificate { get; private set; }

    /// <summary>The folder that certificates are written to.</summary>
    public string? CertificateFolder { get; private set; }

    /// <summary>True for a proxy that passes on nothing for https.</summary>
    public bool RefusesTunnels { get; private set; }

    private string? ProxyUser { get; set; }

    /// <summary>True when this value of Proxy-Authorization is of one who may use the proxy.</summary>
    public bool IsProxyUser(string? authorization) =>
        ProxyUser?.Split('=', 2) is not { } user
        || authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join(':', user)))}";

    public static bool TryParse(
        string[] arguments, [NotNullWhen(true)] out ServerOptions? options, [NotNullWhen(false)] out string? problem)
    {
        options = null;
        try
        {
            options = Parse(arguments);
            problem = options.Mode switch
            {
                ServerMode.Recordings when !Directory.Exists(options.Path) => $"There is no folder '{options.Path}'.",
                ServerMode.Proxy when options.Target is null => "--mode proxy wants --target.",
                _ => null,
            };
        }
        catch (FormatException failure)
        {
            problem = failure.Message;
        }

        return problem is null && options is not null;
    }

    private static ServerOptions Parse(string[] arguments)
    {
        var options = new ServerOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            var value = i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++i] : null;
            options.Set(name, value ?? (Flags.Contains(name)
                ? string.Empty
                : throw new FormatException($"'{name}' wants a value, or is unknown.")));
        }

        return options;
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--mode":
                Mode = Word<ServerMode>(value);
                break;
            case "--version":
                Version = ServerVersion.Parse(value);
                break;
            case "--token":
                Token = value;
                break;
            case "--user-token":
                var parts = value.Split('=', 2);
                UserTokens.Add(parts.Length == 2 ? (parts[0], parts[1]) : throw new FormatException("--user-token wants TOKEN=USERNAME."));
                break;
            case "--device-interval":
                DeviceInterval = TimeSpan.FromSeconds(int.Parse(value, CultureInfo.InvariantCulture));
                break;
            case "--assertion-issuer":
                AssertionIssuers.Add(value);
                break;
            case "--target":
                Target = new Uri(value);
                BasePath = "/" + Target.AbsolutePath.Trim('/');
                break;
            case "--path":
                Path = value;
                break;
            case "--ignore":
                Ignored = value.Split(',');
                break;
            case "--port":
                Port = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--base":
                BasePath = "/" + value.Trim('/');
                break;
            case "--proxy-user":
                ProxyUser = value;
                break;
            case "--refuse-tunnels":
                RefusesTunnels = true;
                break;
            default:
                SetTls(name, value);
                break;
        }
    }

    private void SetTls(string name, string value)
    {
        switch (name)
        {
            case "--tls":
                Tls = value.Length == 0 ? TlsMode.SelfSigned : Word<TlsMode>(value);
                break;
            case "--tls-version":
                TlsVersions = value == "1.2" ? SslProtocols.Tls12 : SslProtocols.Tls13;
                break;
            case "--client-certificate":
                WantsClientCertificate = true;
                break;
            case "--certificate-folder":
                CertificateFolder = value;
                break;
            default:
                throw new FormatException($"There is no option '{name}'.");
        }
    }

    private static T Word<T>(string value)
        where T : struct, Enum =>
        Enum.TryParse<T>(value.Replace("-", null, StringComparison.Ordinal), ignoreCase: true, out var word)
            ? word
            : throw new FormatException($"There is no '{value}'.");
}

/// <summary>Where answers come from.</summary>
internal enum ServerMode
{
    Sandbox,
    Recordings,
    Proxy,
    ForwardProxy,
}

/// <summary>What is right or wrong with the server's certificate.</summary>
internal enum TlsMode
{
    None,
    SelfSigned,
    Expired,
    NotYetValid,
    WrongName,
    Authority,
}
