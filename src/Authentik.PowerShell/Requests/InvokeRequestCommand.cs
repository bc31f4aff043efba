using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Http;
using Authentik.Lists;
using Authentik.Transport;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Sends a request to the API, for operations without a command of their own.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AuthentikRequest", SupportsShouldProcess = true, DefaultParameterSetName = ObjectsSet)]
[OutputType(typeof(PSObject), typeof(RawResponse))]
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
    [RequireType(typeof(IDictionary), "the query as a hashtable, such as @{ name = 'value' }")]
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
    protected override void ProcessRecord() => RunOrThrow(ShownPath, InvokeAsync);

    private protected override string Activity => $"Getting {ShownPath}";

    // The query can contain a secret.
    private string ShownPath => AddressText.RemoveUser(Path.Split('?')[0]);

    private async Task InvokeAsync(CancellationToken cancellation)
    {
        RequireMethod();
        var session = FindSession(origin: null);
        var target = RequestTarget.Parse(Path, session.Uri);
        var query = RequestTarget.Join(target.Query, Query);
        var isRead = Method is "GET" or "HEAD" or "OPTIONS";
        if (!isRead && !await OnPipelineAsync(() => ShouldProcess($"{target.Path} on {session.Uri}", Method)))
        {
            return;
        }

        var api = GetClient(session);
        if (Paginate)
        {
            await WriteRowsAsync(api, target.Path, query, cancellation);
            return;
        }

        await using var file = OutFile is null ? null : DownloadFile.Open(LocalFile.FindOutput(this, OutFile), Force);
        var request = new ApiRequest(new HttpMethod(Method.ToUpperInvariant()), target.Path, query)
        {
            Body = InFile is null && Body is not null ? ReadBody() : null,
            Form = InFile is null ? null : CreateUpload(),
            Sink = file?.Stream,
        };
        using var response = await api.SendCheckedAsync(request, cancellation);
        file?.Keep();
        await WriteResponseAsync(response, cancellation);
    }

    // A GET would ignore the body, and look like a success.
    private void RequireMethod()
    {
        if ((Body is not null || InFile is not null) && !MyInvocation.BoundParameters.ContainsKey(nameof(Method)))
        {
            throw new InputException(
                InputProblem.MissingValue,
                "A body was specified without a method, and a GET has none. Specify -Method, such as -Method POST.");
        }
    }

    private async Task WriteRowsAsync(
        ApiClient api, string path, IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken cancellation)
    {
        if (Method != "GET")
        {
            throw new InputException(InputProblem.InvalidValue, $"-Paginate can't be used with {Method}. Omit it, or use GET.", Method);
        }

        await foreach (var chunk in new ListReader(api).ReadAsync(new ListRequest(path, query), new JsonRows(), cancellation))
        {
            ObjectCount = chunk.Total;
            await WriteCountedAsync(chunk.Rows.Select(row => ToPowerShell(row, cancellation)!));
        }
    }

    private async Task WriteResponseAsync(ApiResponse response, CancellationToken cancellation)
    {
        if (Raw)
        {
            await WriteAsync([new RawResponse(response.Raw)]);
        }
        else if (OutFile is null && response.HasJson)
        {
            var json = ToPowerShell(response.Json, cancellation);
            await OnPipelineAsync(() => WriteObject(json, enumerateCollection: true));
        }
        else if (OutFile is null && !response.Raw.Content.IsEmpty)
        {
            await WriteAsync([Encoding.UTF8.GetString(response.Raw.Content.Span)]);
        }
    }

    // As ConvertFrom-Json does it: custom objects with a property for each name.
    private static object? ToPowerShell(JsonElement json, CancellationToken cancellation) =>
        JsonFields.ReadAny(json, map => ToCustomObject(map, cancellation), static text => text);

    private static PSObject ToCustomObject(JsonElement json, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var custom = new PSObject();
        foreach (var property in json.EnumerateObject())
        {
            NoteProperties.Add(custom, property.Name, ToPowerShell(property.Value, cancellation));
        }

        return custom;
    }

    private JsonNode? ReadBody()
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

    private TransportBody.Upload CreateUpload()
    {
        var path = LocalFile.FindInput(this, InFile);
        return new TransportBody.Upload("file", System.IO.Path.GetFileName(path), () => File.OpenRead(path), ReadFormFields());
    }

    private IReadOnlyList<KeyValuePair<string, string>> ReadFormFields()
    {
        if (Body is null)
        {
            return [];
        }

        return Row.TryRead(Unwrap.Base(Body), out var row)
            ? [.. row.Columns.Select(column => new KeyValuePair<string, string>(column.Key, TextOf(column.Value)))]
            : throw new InputException(
                InputProblem.InvalidValue, "-Body isn't valid with -InFile. Specify the other fields of the form as a hashtable.");
    }

    private static string TextOf(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        TextFlaw.Require(text, "The value of -Body", text);
        return text;
    }
}
