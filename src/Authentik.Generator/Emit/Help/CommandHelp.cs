using Authentik.Generator.Book;
using Authentik.Generator.Book.Facts;

namespace Authentik.Generator.Emit.Help;

/// <summary>The help of one command, whatever it was made from.</summary>
internal sealed record CommandHelp
{
    /// <summary>The command.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Synopsis { get; init; }

    /// <summary>What an administrator needs to know, in paragraphs.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The names of its parameter sets, the default first.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    /// <summary>Its parameters in the order of the syntax.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    /// <summary>The input from the pipeline; null for none.</summary>
    public string? Inputs { get; init; }

    /// <summary>The output; null for none.</summary>
    public string? Outputs { get; init; }

    /// <summary>Its examples.</summary>
    public required IReadOnlyList<ExampleEntry> Examples { get; init; }

    /// <summary>The commands to read about next.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>The about_ topics of the module to read.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The guides in which it's used.</summary>
    public IReadOnlyList<GuideEntry> Guides { get; init; } = [];
}

/// <summary>The help of one parameter.</summary>
internal sealed record ParameterHelp(string Name, string Type, IReadOnlyList<string> Description)
{
    private const string SwitchType = "SwitchParameter";

    /// <summary>The parameters that PowerShell adds to commands with SupportsPaging.</summary>
    public static IReadOnlyList<ParameterHelp> Paging { get; } =
    [
        new(
            "First",
            "UInt64",
            [
                "Stops after this many objects, and reads no more pages than that takes. There is no -Top, -Limit or -All: use -First to "
                    + "limit the list; without it, the command returns all objects, however many pages they take.",
            ]),
        new("Skip", "UInt64", ["Skips this many objects. Use -First and -Skip together for a page or an offset."]),
        new("IncludeTotalCount", SwitchType, ["Returns the total number of objects before the first object."]),
    ];

    /// <summary>The parameters that PowerShell adds to commands with SupportsShouldProcess.</summary>
    public static IReadOnlyList<ParameterHelp> ShouldProcess { get; } =
    [
        new("WhatIf", SwitchType, ["Shows what the command would do, without doing it."]) { Aliases = ["wi"] },
        new("Confirm", SwitchType, ["Prompts for confirmation before the command changes anything."]) { Aliases = ["cf"] },
    ];

    /// <summary>True when it must be specified.</summary>
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
    public bool IsSwitch => Type == SwitchType;

    /// <summary>True when a parameter set has it.</summary>
    public bool IsIn(string set) => Sets is null || Sets.Contains(set);
}
