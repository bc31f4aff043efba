using System.Runtime.ExceptionServices;
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
    private readonly BodyLimits limits;

    /// <summary>A transport with connections of its own.</summary>
    public RestSharpTransport(TransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        timeout = options.Timeout;
        var proxy = new ProxyChoice(options);
        clientCertificate = new ClientCertificate(options.ClientCertificate);
        faults = new FaultReader(options, proxy, clientCertificate);
        limits = new BodyLimits(options);
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
        var (response, error) = await TrySendAsync(request, rest, limit);
        cancellation.ThrowIfCancellationRequested();
        if (response is not null)
        {
            clientCertificate.Settle();
            return response.Status == ProxyAuthenticationRequired ? throw faults.ProxyWantsCredential(request.Uri) : response;
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

    // What fails before the headers arrive RestSharp returns, what fails in the body is thrown.
    private async Task<(TransportResponse? Response, Exception? Error)> TrySendAsync(
        TransportRequest request, RestRequest rest, CancellationTokenSource limit)
    {
        var capture = new ResponseCapture();
        rest.AdvancedResponseWriter = capture.TakeOver;
        try
        {
            var sent = await client.ExecuteAsync(rest, limit.Token);
            return capture.HasArrived
                ? (await capture.ReadAsync(request, limits, limit, timeout), null)
                : (null, sent.ErrorException);
        }
        catch (Exception error) when (FaultReader.CanRead(error))
        {
            return (null, error);
        }
        catch (SinkException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
            throw;
        }
    }
}
