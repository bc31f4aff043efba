using System.Globalization;

namespace Authentik.Benchmarks.Serving.Installation;

/// <summary>The ids of what the server has: a prefix for each kind, and the number of the object.</summary>
internal static class Ids
{
    public const string Group = "60a554bc-ed7f-4cd1-893f-";
    public const string Application = "70a554bc-ed7f-4cd1-893f-";
    public const string Binding = "80a554bc-ed7f-4cd1-893f-";
    public const string Session = "90a554bc-ed7f-4cd1-893f-";
    public const string Role = "a0a554bc-ed7f-4cd1-893f-";
    public const string Token = "b0a554bc-ed7f-4cd1-893f-";

    public static string Write(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number:D12}");

    /// <summary>The number in an id of a kind; null if it's of another.</summary>
    public static int? Read(string kind, string id) =>
        id.StartsWith(kind, StringComparison.Ordinal) && int.TryParse(id[kind.Length..], CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
