using System.Net;
using System.Security.Authentication;
using RestSharp;

namespace Authentik.Transport;

/// <summary>Sends requests with RestSharp.</summary>
public sealed class RestSharpTransport : ITransport
{
    private readonly RestClient client;

    /// <summary>A transport with connections of its own.</summary>
    public RestSharpTransport(TransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        client = options.Handler is { } handler
            ? new RestClient(handler, disposeHandler: false, rest => Configure(rest, options))
            : new RestClient(ToRestSharp(options));
    }

    /// <inheritdoc/>
    public async Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var rest = RequestWriter.Write(request);
        var capture = new ResponseCapture(request.Sink);
        rest.AdvancedResponseWriter = capture.Read;
        var response = await client.ExecuteAsync(rest, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return capture.Response ?? throw Fault(response);
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
        rest.Timeout = options.Timeout;
        rest.UserAgent = options.UserAgent;
        rest.AutomaticDecompression = DecompressionMethods.All;
        if (options.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // The user asked for it, for this session alone.
            rest.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
    }

    private static TransportException Fault(RestResponse response)
    {
        var error = response.ErrorException;
        if (response.ResponseStatus == ResponseStatus.TimedOut || error is TimeoutException)
        {
            return new TransportException(TransportFault.TimedOut, "The time for the request ran out.", error);
        }

        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException)
            {
                return new TransportException(TransportFault.Tls, inner.Message, error);
            }
        }

        var cause = error?.GetBaseException().Message ?? response.ErrorMessage ?? "the connection failed.";
        return new TransportException(TransportFault.Connection, cause, error);
    }
}
