using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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
          --port N       the port; chosen when it is 0 or not given
          --base /auth   the path below which the server stands
          --tls          https, with a self-signed certificate made at the start
        """;

    public ServerMode Mode { get; private set; }

    /// <summary>The real server that requests are passed on to.</summary>
    public Uri? Target { get; private set; }

    public ServerVersion Version { get; private set; } = new(2026, 2, 2);

    public string Token { get; private set; } = "sandbox-token";

    /// <summary>Tokens of other users.</summary>
    public List<(string Token, string UserName)> UserTokens { get; } = [];

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

    public bool IsTls { get; private set; }

    public static bool TryParse(string[] arguments, [NotNullWhen(true)] out ServerOptions? options, [NotNullWhen(false)] out string? problem)
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
            if (arguments[i] == "--tls")
            {
                options.IsTls = true;
                continue;
            }

            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new FormatException($"'{arguments[i]}' wants a value, or is unknown.");
            options.Set(arguments[i++], value);
        }

        return options;
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--mode":
                Mode = Enum.TryParse<ServerMode>(value, ignoreCase: true, out var mode) ? mode : throw new FormatException($"There is no mode '{value}'.");
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
            default:
                throw new FormatException($"There is no option '{name}'.");
        }
    }
}

/// <summary>Where answers come from.</summary>
internal enum ServerMode
{
    Sandbox,
    Recordings,
    Proxy,
}
