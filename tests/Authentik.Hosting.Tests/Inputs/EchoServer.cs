using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Authentik.Hosting.Tests.Inputs;

/// <summary>A request, byte by byte as it was sent.</summary>
internal sealed record SentRequest(string Method, string Target, IReadOnlyList<string> Headers, byte[] Body)
{
    public string Path => Target.Split('?', 2)[0];

    public string Query => Target.Contains('?', StringComparison.Ordinal) ? Target.Split('?', 2)[1] : string.Empty;

    public override string ToString() => $"{Method} {(Target.Length > 300 ? Target[..300] : Target)}";
}

/// <summary>A server in this process, so that a test sees each request at once, and before anything was decoded.</summary>
/// <param name="respond">Makes the JSON of a response.</param>
internal sealed class EchoServer(Func<SentRequest, string> respond) : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<SentRequest> requests = [];

    public string Uri => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";

    public void Start()
    {
        listener.Start();
        Run(Accept);
    }

    /// <summary>The requests since the last call.</summary>
    public IReadOnlyList<SentRequest> Take()
    {
        lock (requests)
        {
            SentRequest[] taken = [.. requests];
            requests.Clear();
            return taken;
        }
    }

    public void Dispose() => listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = listener.AcceptTcpClient();
                Run(() => Serve(client));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private static void Run(Action work) => new Thread(() => work()) { IsBackground = true }.Start();

    private void Serve(TcpClient client)
    {
        using var ended = client;
        client.NoDelay = true;
        using var stream = client.GetStream();
        using var input = new BufferedStream(stream, 1 << 16);
        try
        {
            while (Read(input) is { } request)
            {
                lock (requests)
                {
                    requests.Add(request);
                }

                var body = request.Method == "HEAD" ? [] : Encoding.UTF8.GetBytes(respond(request));
                var head = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
                stream.Write((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
            }
        }
        catch (IOException)
        {
            // The client went away.
        }
    }

    private static SentRequest? Read(BufferedStream input)
    {
        if (ReadLine(input) is not { Length: > 0 } first)
        {
            return null;
        }

        var headers = new List<string>();
        while (ReadLine(input) is { Length: > 0 } header)
        {
            headers.Add(header);
        }

        var body = new MemoryStream();
        if (Find(headers, "Content-Length") is { } length)
        {
            Copy(input, body, int.Parse(length, CultureInfo.InvariantCulture));
        }
        else if (Find(headers, "Transfer-Encoding") is not null)
        {
            while (Convert.ToInt32(ReadLine(input), 16) is > 0 and var chunk)
            {
                Copy(input, body, chunk);
                ReadLine(input);
            }

            ReadLine(input);
        }

        var parts = first.Split(' ', 2);
        return new SentRequest(parts[0], parts[1][..parts[1].LastIndexOf(' ')], headers, body.ToArray());
    }

    private static string? Find(List<string> headers, string name) =>
        headers.Find(one => one.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?.Split(':', 2)[1].Trim();

    private static void Copy(BufferedStream input, MemoryStream body, int length)
    {
        var bytes = new byte[length];
        input.ReadExactly(bytes);
        body.Write(bytes);
    }

    private static string? ReadLine(BufferedStream input)
    {
        var line = new StringBuilder();
        for (var one = input.ReadByte(); one >= 0; one = input.ReadByte())
        {
            if (one == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one);
        }

        return null;
    }
}
