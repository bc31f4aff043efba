using System.Net;
using System.Security.Authentication;
using RestSharp;

namespace Authentik.Transport;

/// <summary>Sends requests with RestSharp.</summary>
public sealed class RestSharpTransport : ITransport
{
    private readonly RestClient client;
    private readonly TimeSpan timeout;

    /// <summary>A transport with connections of its own.</summary>
    public RestSharpTransport(TransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        timeout = options.Timeout;
        client = options.Handler is { } handler
            ? new RestClient(handler, disposeHandler: false, rest => Configure(rest, options))
            : new RestClient(ToRestSharp(options));
    }

    /// <inheritdoc/>
    public async Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var rest = RequestWriter.Write(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        var capture = new ResponseCapture(request.Sink, limit, cancellation);
        rest.AdvancedResponseWriter = capture.Read;
        var error = await ExecuteAsync(rest, limit.Token).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (capture.Response is { } whole)
        {
            return whole;
        }

        throw limit.IsCancellationRequested || error is TimeoutException ? TimedOut(error) : Fault(error);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static RestClientOptions ToRestSharp(TransportOptions options)
    {
        var rest = new RestClientOptions();
        Configure(rest, options);
        return rest;
    }

    private static void Configure(RestClientOptions rest, TransportOptions options)
    {
        rest.FollowRedirects = false;
        rest.ThrowOnAnyError = false;

        // Ours covers the body as well, which RestSharp leaves to whoever reads it.
        rest.Timeout = Timeout.InfiniteTimeSpan;
        rest.UserAgent = options.UserAgent;
        rest.AutomaticDecompression = DecompressionMethods.All;
        if (options.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // The user asked for it, for this session alone.
            rest.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
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

    private static TransportException TimedOut(Exception? error) => new(TransportFault.TimedOut, "The time for the request ran out.", error);

    private static TransportException Fault(Exception? error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException)
            {
                return Tls(inner, error);
            }
        }

        var cause = (error?.GetBaseException().Message ?? "the connection failed").TrimEnd('.') + ".";
        return new TransportException(TransportFault.Connection, cause, error);
    }

    // Only a refused certificate can be helped by trusting it; the rest is no TLS at all, or none that both sides speak.
    private static TransportException Tls(Exception cause, Exception? error) =>
        cause.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase)
            ? new TransportException(TransportFault.Tls, cause.Message, error)
            : new TransportException(TransportFault.Connection, "the server does not answer in TLS. Perhaps its address begins with http:// and not https://.", error);
}
