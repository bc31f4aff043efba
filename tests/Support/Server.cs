using System.Diagnostics;

namespace Authentik.Tests.Support;

/// <summary>The test server as a process of its own, as other suites use it.</summary>
internal sealed class Server : IAsyncDisposable
{
    /// <summary>The token it takes.</summary>
    public const string Token = "T";

    private readonly Process process;

    private Server(Process process, string uri)
    {
        this.process = process;
        Uri = uri;
        var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        Http = new HttpClient(handler) { BaseAddress = new Uri(new Uri(uri).GetLeftPart(UriPartial.Authority)) };
        Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
    }

    /// <summary>The address it printed.</summary>
    public string Uri { get; }

    public HttpClient Http { get; }

    public static async Task<Server> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Find(), "--token", Token, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("listening on http", line, StringComparison.Ordinal);
        return new Server(process, line!["listening on ".Length..]);
    }

    /// <summary>Closes its standard input, and waits until it is gone.</summary>
    public async Task<int> CloseAsync()
    {
        process.StandardInput.Close();
        return await GoneAsync();
    }

    public async Task<int> GoneAsync()
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(time.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
        {
            await CloseAsync();
        }

        process.Dispose();
    }

    private static string Find()
    {
        // .../tests/<project>/bin/<configuration>/<framework>/
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (here.Name, here.Parent!.Name);
        var tests = here.Parent.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(tests, "Authentik.TestServer", "bin", configuration, framework, "Authentik.TestServer.dll");
    }
}
