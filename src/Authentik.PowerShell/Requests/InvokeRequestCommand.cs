using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using Authentik.Http;
using Authentik.Transport;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Sends any request to the API, for what has no command of its own. Errors, retries and the log are those of every command.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AuthentikRequest", SupportsShouldProcess = true, DefaultParameterSetName = ObjectsSet)]
[OutputType(typeof(PSObject), typeof(RawAnswer))]
public sealed class InvokeRequestCommand : SessionCommand
{
    private const string ObjectsSet = "Objects";
    private const string RawSet = "Raw";
    private const string FileSet = "File";

    /// <summary>
    /// Specifies the path below /api/v3, such as /core/users/. It can include a query. An address on the session's server is valid, too.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Specifies the HTTP method. The default is GET.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")]
    public string Method { get; set; } = "GET";

    /// <summary>
    /// Specifies what to send, as a dictionary, an object or JSON in a string. With -InFile, it contains the other fields of the form.
    /// </summary>
    [Parameter]
    public object? Body { get; set; }

    /// <summary>Specifies query parameters. Names and values are escaped; a list as a value repeats the parameter.</summary>
    [Parameter]
    [GivenAs(typeof(IDictionary), "the query as a hashtable, such as @{ name = 'value' }")]
    public IDictionary? Query { get; set; }

    /// <summary>
    /// Indicates that all pages of a list are read, and that its entries are returned one by one, instead of one page with its numbers.
    /// </summary>
    [Parameter(ParameterSetName = ObjectsSet)]
    public SwitchParameter Paginate { get; set; }

    /// <summary>Specifies a file to upload, as the field <c>file</c> of a form.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InFile { get; set; }

    /// <summary>Specifies a file to write the response to, unchanged. An existing file is overwritten only with -Force.</summary>
    [Parameter(ParameterSetName = FileSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>
    /// Indicates that the response is returned unchanged, with StatusCode, Headers, RequestId and Content, instead of as objects.
    /// </summary>
    [Parameter(ParameterSetName = RawSet, Mandatory = true)]
    public SwitchParameter Raw { get; set; }

    /// <summary>Indicates that the file of -OutFile is overwritten if it exists.</summary>
    [Parameter(ParameterSetName = FileSet)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunOrThrow(ShownPath, SendAsync);

    // What stands behind the path may be a secret.
    private string ShownPath => AddressText.WithoutUser(Path.Split('?')[0]);

    private async Task SendAsync(CancellationToken cancellation)
    {
        var session = SessionFor(origin: null);
        var target = RequestTarget.Parse(Path, session.Uri);
        var query = RequestTarget.Join(target.Query, Query);
        var isRead = Method is "GET" or "HEAD" or "OPTIONS";
        if (!isRead && !await OnPipelineAsync(() => ShouldProcess($"{target.Path} on {session.Uri}", Method)))
        {
            return;
        }

        var api = ClientFor(session);
        if (Paginate)
        {
            await WriteRowsAsync(api, target.Path, query, cancellation);
            return;
        }

        await using var sink = OutFile is null ? null : OpenSink();
        var request = new ApiRequest(new HttpMethod(Method), target.Path, query)
        {
            Body = InFile is null && Body is not null ? JsonBody() : null,
            Form = InFile is null ? null : Upload(),
            Sink = sink?.Stream,
        };
        using var answer = await api.SendAsync(request, cancellation);
        sink?.Keep();
        await WriteAnswerAsync(answer);
    }

    private async Task WriteRowsAsync(ApiClient api, string path, IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken cancellation)
    {
        if (Method != "GET")
        {
            throw new InputException(InputProblem.InvalidValue, "-Paginate follows the pages of a list, which GET reads.", Method);
        }

        await foreach (var chunk in new ListReader(api).ReadAsync(path, query, skip: 0, ListReader.PageSize, cancellation))
        {
            await WriteAsync(chunk.Rows.Select(row => JsonObjects.Convert(row)!));
        }
    }

    private async Task WriteAnswerAsync(ApiResponse answer)
    {
        if (Raw)
        {
            await WriteAsync([new RawAnswer(answer.Raw)]);
        }
        else if (OutFile is null && answer.HasJson)
        {
            var json = JsonObjects.Convert(answer.Json);
            await OnPipelineAsync(() =>
            {
                WriteObject(json, enumerateCollection: true);
                return true;
            });
        }
        else if (OutFile is null && !answer.Raw.Content.IsEmpty)
        {
            await WriteAsync([Encoding.UTF8.GetString(answer.Raw.Content.Span)]);
        }
    }

    private System.Text.Json.Nodes.JsonNode? JsonBody()
    {
        try
        {
            return JsonWriting.Write(JsonConverter.Convert(nameof(Body), Unwrap.Base(Body)!), nameof(Body));
        }
        catch (ArgumentException error)
        {
            throw new InputException(InputProblem.InvalidValue, error.Message);
        }
    }

    private FileSink OpenSink() => FileSink.Open(GetUnresolvedProviderPathFromPSPath(OutFile!), Force);

    private TransportBody.Upload Upload()
    {
        var path = GetUnresolvedProviderPathFromPSPath(InFile!);
        if (!File.Exists(path))
        {
            throw new InputException(InputProblem.InvalidValue, $"There is no file {path}.", path);
        }

        return new TransportBody.Upload("file", System.IO.Path.GetFileName(path), () => File.OpenRead(path), Fields());
    }

    private IReadOnlyList<KeyValuePair<string, string>> Fields() => Body is null
        ? []
        : Row.TryRead(Unwrap.Base(Body), out var row)
            ? [.. row.Columns.Select(column => new KeyValuePair<string, string>(column.Key, Convert.ToString(column.Value, CultureInfo.InvariantCulture) ?? string.Empty))]
            : throw new InputException(InputProblem.InvalidValue, "With -InFile, -Body gives the other fields of the form as a dictionary.");
}
