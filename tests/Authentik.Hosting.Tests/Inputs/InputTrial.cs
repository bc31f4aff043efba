using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace Authentik.Hosting.Tests.Inputs;

/// <summary>Watches the calls while a script makes them, and keeps what is wrong with any.</summary>
public sealed class InputTrial
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    // What a .NET library says when nobody has looked at a value.
    private static readonly string[] Raw =
    [
        "ArgumentOutOfRangeException", "NullReferenceException", "IndexOutOfRangeException", "OverflowException", "UriFormatException",
        "KeyNotFoundException", "JsonException", "ArgumentNullException", "InvalidOperationException", "NotSupportedException",
    ];

    private static readonly string[] Parts = ["Add", "Remove"];

    private static readonly string[] Piped = ["pipe", "The value of -", "-Target"];

    private static readonly string[] Ours = ["ApiException", "InputException", "BackgroundException"];

    private readonly EchoServer server;
    private readonly SentCheck check;
    private readonly Stopwatch watch = new();
    private InputCall? call;

    internal InputTrial(EchoServer server, SentCheck check) => (this.server, this.check) = (server, check);

    public List<string> Faults { get; } = [];

    /// <summary>The calls that took more than a second.</summary>
    public List<InputCall> Slow { get; } = [];

    public int Calls { get; private set; }

    public int Requests { get; private set; }

    /// <summary>The calls that sent something.</summary>
    public int Senders { get; private set; }

    public int Refusals { get; private set; }

    public void Begin(InputCall next)
    {
        server.Take();
        (call, Calls) = (next, Calls + 1);
        watch.Restart();
    }

    /// <summary>After a call, with the errors that it wrote and the one that ended it.</summary>
    public void End(IEnumerable? written, ErrorRecord? last)
    {
        var time = watch.Elapsed;
        var requests = server.Take();
        var errors = (written ?? Array.Empty<object>()).Cast<object>().Select(one => one is PSObject wrapped ? wrapped.BaseObject : one)
            .OfType<ErrorRecord>().Append(last).OfType<ErrorRecord>().ToList();
        Requests += requests.Count;
        Senders += requests.Count > 0 ? 1 : 0;
        Refusals += errors.Count > 0 ? 1 : 0;
        foreach (var fault in requests.Select(request => check.FindFault(call!, request) is { } wrong ? $"{request}: {wrong}" : null)
            .Concat(errors.Select(FindFault)).OfType<string>().Distinct())
        {
            Faults.Add($"{call}\n    {fault}");
        }

        if (time > Limit)
        {
            Slow.Add(call!);
        }
    }

    private string? FindFault(ErrorRecord record)
    {
        var error = record.Exception;
        var name = error.GetType().Name;
        var isBinding = error is ParameterBindingException;
        if (!isBinding && error is not IOException and not UnauthorizedAccessException && !Ours.Contains(name))
        {
            return $"{name}: {Shorten(error.Message)} {Shorten(error.InnerException?.ToString() ?? error.StackTrace ?? string.Empty)}";
        }

        for (var cause = error.InnerException; isBinding && IsConversion(cause); cause = cause!.InnerException)
        {
            if (Raw.Contains(cause!.GetType().Name))
            {
                return $"{cause.GetType().Name}: {Shorten(record.ToString())}";
            }
        }

        return name == "ApiException" || IsAboutOthers(error) || Names(record.ToString())
            ? null
            : $"doesn't name the parameter or the value: {name} {Shorten(record.ToString())}";
    }

    private static bool IsConversion(Exception? error) => error is ArgumentTransformationMetadataException or ArgumentException;

    // What else is missing, whatever the value is.
    private static bool IsAboutOthers(Exception error) => error.GetType().GetProperty("Problem")?.GetValue(error)?.ToString() is { } problem
        && problem is not "InvalidValue";

    // By its own name, in the words of the API, or by what was typed. What was piped is called by what it was taken for.
    private bool Names(string message)
    {
        var parameter = call!.Parameter;
        var words = message.Replace("_", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal);
        return ListNames(parameter).Any(name => Contains(words, name))
            || ListValues().Any(value => Contains(message, value))
            || (parameter.Name == "InputObject" && Piped.Any(word => Contains(message, word)));
    }

    private static IEnumerable<string> ListNames(ParameterMetadata parameter)
    {
        var field = ScriptBlocks.ValueParameter.FindField(parameter)?.Replace("_", string.Empty);
        string?[] names = [parameter.Name, .. parameter.Aliases, field];
        var parts = Parts.Where(part => parameter.Name.StartsWith(part, StringComparison.Ordinal));
        return names.OfType<string>()
            .Concat(parts.Select(part => parameter.Name[part.Length..]))
            .Concat(parameter.Name == "OrderBy" ? ["'ordering'"] : []);
    }

    private IEnumerable<string> ListValues()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{call!.Value}").Trim();
        var file = Path.GetFileName(text);
        return new[] { text.Length > 20 ? text[..20] : text, file, BadValues.Mark, "The row " }.Where(value => value.Length > 0);
    }

    private static bool Contains(string message, string part) => message.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string Shorten(string text) => text.Length > 500 ? text[..500] : text;
}
