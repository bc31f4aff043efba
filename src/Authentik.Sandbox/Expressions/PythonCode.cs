using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.Expressions;

/// <summary>The code of policies, property mappings and prompts. The sandbox has no Python and evaluates only the simplest.</summary>
internal static class PythonCode
{
    /// <summary>The value that the code returns.</summary>
    /// <exception cref="NotModelledException">The code isn't simple enough, or fails.</exception>
    public static object? Evaluate(string? code, NameScope scope) => Parser.Read(code ?? string.Empty).Evaluate(scope);

    /// <summary>The error for code that the sandbox doesn't evaluate.</summary>
    public static NotModelledException Reject() =>
        new("expressions, other than a return of constants or of attributes of the user and the group");
}
