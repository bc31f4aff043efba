using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Help;

/// <summary>The help of one command, whatever it was made from.</summary>
internal sealed record CommandHelp
{
    /// <summary>The command.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Synopsis { get; init; }

    /// <summary>What there is to know, in paragraphs.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The names of its parameter sets, the default first.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    /// <summary>Its parameters in the order of the syntax.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    /// <summary>What it takes from the pipeline; null for nothing.</summary>
    public string? Inputs { get; init; }

    /// <summary>What it returns; null for nothing.</summary>
    public string? Outputs { get; init; }

    /// <summary>Its examples.</summary>
    public required IReadOnlyList<ExampleEntry> Examples { get; init; }

    /// <summary>The commands to read about next.</summary>
    public required IReadOnlyList<string> Links { get; init; }
}

/// <summary>The help of one parameter.</summary>
internal sealed record ParameterHelp(string Name, string Type, IReadOnlyList<string> Description)
{
    /// <summary>True when it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Its position, or null when it must be named.</summary>
    public int? Position { get; init; }

    /// <summary>True when it takes whole objects from the pipeline.</summary>
    public bool TakesPipeline { get; init; }

    /// <summary>Its other names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The parameter sets that have it; null for every set.</summary>
    public IReadOnlyList<string>? Sets { get; init; }

    /// <summary>True when it has no value.</summary>
    public bool IsSwitch => Type == "SwitchParameter";

    /// <summary>True when a parameter set has it.</summary>
    public bool IsIn(string set) => Sets is null || Sets.Contains(set);
}
