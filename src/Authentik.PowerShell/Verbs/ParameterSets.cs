namespace Authentik.Commands;

/// <summary>The names of the parameter sets. The base classes declare them, and so do the commands that the generator writes.</summary>
internal static class ParameterSets
{
    /// <summary>Get: a list.</summary>
    public const string List = "List";

    /// <summary>Get: specified objects.</summary>
    public const string Identity = "Identity";

    /// <summary>New: all values are typed. In help, it also stands for the one set of a command without sets.</summary>
    public const string Values = "Values";

    /// <summary>New: objects and rows from the pipeline.</summary>
    public const string Input = "Input";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All => [List, Identity, Values, Input];
}
