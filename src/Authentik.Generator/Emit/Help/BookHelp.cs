using Authentik.Generator.Book;
using Authentik.Generator.Emit.Commands;

namespace Authentik.Generator.Emit.Help;

/// <summary>Makes the help of generated commands out of the book.</summary>
internal sealed class BookHelp(BookEntry book)
{
    private const string ListSet = "List";
    private const string IdentitySet = "Identity";
    private const string OnlySet = "Values";

    private readonly Mandatory mandatory = new(book);

    /// <summary>The help of all commands of an assembly.</summary>
    public IEnumerable<CommandHelp> Of(AssemblyEntry assembly) =>
        assembly.Resources.SelectMany(resource => resource.Verbs.Select(verb => Of(resource, verb)));

    private CommandHelp Of(ResourceEntry resource, string verb) => new()
    {
        Name = resource.CommandName(verb),
        Synopsis = VerbText.Synopsis(resource, verb),
        Description = [.. VerbText.Description(resource, verb)],
        Sets = verb == Verbs.Get && !resource.IsSingle ? [ListSet, IdentitySet] : [OnlySet],
        Parameters = [.. Parameters(resource, verb)],
        Inputs = VerbText.Inputs(resource, verb),
        Outputs = VerbText.Outputs(resource, verb),
        Examples = [resource.Example(verb)!],
        Links = [.. resource.Verbs.Where(other => other != verb).Select(resource.CommandName)],
    };

    private IEnumerable<ParameterHelp> Parameters(ResourceEntry resource, string verb) => verb switch
    {
        Verbs.Get when resource.IsSingle => RuntimeParameters.Of("Session"),
        Verbs.Set when resource.IsSingle => [.. Fields(resource, isNew: false), .. RuntimeParameters.Of("PassThru", "EmptyAsNull", "ThrottleLimit", "Session", "WhatIf", "Confirm")],
        Verbs.Get =>
        [
            Identity(resource, verb) with { Sets = [IdentitySet] },
            .. resource.Filters.Select(filter => FieldHelp.OfFilter(filter, ListSet)),
            .. RuntimeParameters.Of("Search", "OrderBy").Select(parameter => parameter with { Sets = [ListSet] }),
            .. RuntimeParameters.Of("Session", "First", "Skip", "IncludeTotalCount"),
        ],
        Verbs.New => [.. Fields(resource, isNew: true), .. RuntimeParameters.Of("EmptyAsNull", "ThrottleLimit", "Session", "WhatIf", "Confirm")],
        Verbs.Set =>
        [
            Identity(resource, verb),
            .. Fields(resource, isNew: false),
            .. RuntimeParameters.Of("PassThru", "EmptyAsNull", "ThrottleLimit", "Session", "WhatIf", "Confirm"),
        ],
        _ => [Identity(resource, verb), .. RuntimeParameters.Of("Force", "ThrottleLimit", "Session", "WhatIf", "Confirm")],
    };

    private IEnumerable<ParameterHelp> Fields(ResourceEntry resource, bool isNew)
    {
        var fields = resource.Fields.Where(field => field.IsSentBy(isNew ? Verbs.New : Verbs.Set)).ToList();
        var aliases = Aliases.Of(fields);

        // What must be given comes first, as in the syntax of PowerShell's own commands.
        return fields
            .Select(field => FieldHelp.OfField(field, isNew && mandatory.Is(field, resource), aliases[field]))
            .OrderByDescending(parameter => parameter.IsRequired);
    }

    private static ParameterHelp Identity(ResourceEntry resource, string verb)
    {
        var takesSeveral = verb != Verbs.Set;
        var several = takesSeveral ? " Several are separated by commas." : string.Empty;
        return new("Identity", $"{resource.Noun}Identity{(takesSeveral ? "[]" : string.Empty)}", [$"Which {resource.Title} is meant. Takes {FieldHelp.Ways(resource)}.{several}"])
        {
            IsRequired = true,
            Position = 0,
            TakesPipeline = true,
        };
    }
}
