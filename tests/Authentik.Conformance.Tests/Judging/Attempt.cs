using Authentik.Book;
using Authentik.Http;

namespace Authentik.Conformance.Tests.Judging;

/// <summary>One call of a command, whose request is judged.</summary>
/// <param name="Command">The command.</param>
/// <param name="What">Which of its calls.</param>
/// <param name="Resource">What it reads first; null where everything it sends is judged.</param>
/// <param name="Kind">The kind of the object; null for none.</param>
/// <param name="SendAsync">Calls it.</param>
internal sealed record Attempt(string Command, string What, Resource? Resource, Kind? Kind, Func<ApiClient, Task> SendAsync)
{
    /// <summary>With every parameter that the version takes.</summary>
    public const string Whole = "all parameters";

    /// <summary>With the required parameters alone; a change, which has none, with one.</summary>
    public const string Least = "required parameters";

    /// <inheritdoc/>
    public override string ToString() => $"{Command} ({What})";
}
