namespace Authentik.Commands;

/// <summary>The names of the parameter sets, as the generated commands declare them.</summary>
internal static class ParameterSets
{
    /// <summary>Get: a list.</summary>
    public const string List = "List";

    /// <summary>Get: specified objects.</summary>
    public const string Identity = "Identity";

    /// <summary>New: objects and rows from the pipeline. Without one, all values are typed.</summary>
    public const string Input = "Input";
}
