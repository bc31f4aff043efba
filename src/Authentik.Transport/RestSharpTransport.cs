using RestSharp;

namespace Authentik.Transport;

/// <summary>Sends requests with RestSharp.</summary>
public sealed class RestSharpTransport : ITransport
{
    private const int ProxyAuthenticationRequired = 407;

    private readonly RestClient client;
    private readonly TimeSpan timeout;
    private readonly ClientCertificate clientCertificate;
    private readonly FaultReader faults;

    /// <summary>A transport with connections of its own.</summary>
    public RestSharpTransport(TransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        timeout = options.Timeout;
        var proxy = new ProxyChoice(options);
        clientCertificate = new ClientCertificate(options.ClientCertificate);
        faults = new FaultReader(options, proxy, clientCertificate);
        client = new RestClient(
            options.Handler ?? HandlerFactory.Make(options, proxy, clientCertificate),
            disposeHandler: options.Handler is null,
            rest => Configure(rest, options));
    }

    /// <inheritdoc/>
    public async Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var rest = RequestWriter.Write(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        var capture = new ResponseCapture(request.Sink, limit, timeout, cancellation);
        rest.AdvancedResponseWriter = capture.Read;
        var error = await ExecuteAsync(rest, limit.Token).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (capture.Response is { } whole)
        {
            clientCertificate.Settle();
            return whole.Status == ProxyAuthenticationRequired ? throw faults.ProxyWantsCredential(request.Uri) : whole;
        }

        throw limit.IsCancellationRequested ? faults.TimedOut(error) : faults.Read(request.Uri, error);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static void Configure(RestClientOptions rest, TransportOptions options)
    {
        rest.FollowRedirects = false;
        rest.ThrowOnAnyError = false;

        // Ours covers the body as well, which RestSharp leaves to whoever reads it.
        rest.Timeout = Timeout.InfiniteTimeSpan;
        rest.UserAgent = options.UserAgent;
    }

    // What fails before the headers RestSharp returns, what fails in the body it throws.
    private async Task<Exception?> ExecuteAsync(RestRequest rest, CancellationToken cancellation)
    {
        try
        {
            return (await client.ExecuteAsync(rest, cancellation).ConfigureAwait(false)).ErrorException;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return error;
        }
    }
}
