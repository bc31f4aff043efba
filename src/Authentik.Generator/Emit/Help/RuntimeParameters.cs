namespace Authentik.Generator.Emit.Help;

/// <summary>The parameters that commands have from their base classes, in the words of the help. This is their only place.</summary>
internal static class RuntimeParameters
{
    private const string Switch = "SwitchParameter";

    private static readonly Dictionary<string, ParameterHelp> All = new ParameterHelp[]
    {
        new("Search", "String", ["Words to look for. The server decides in which fields it looks and how."]),
        new("OrderBy", "String[]", ["Fields to order by, by the API's name or the property's. A hyphen before a name turns the order round."]),
        new("Session", "Session", ["The session to act in, or its name. An object from the pipeline is handled in the session it was read in, everything else in the default session."]),
        new("First", "UInt64", ["Ends after so many objects; no more pages are read than that takes."]),
        new("Skip", "UInt64", ["Leaves out so many objects at the beginning."]),
        new("IncludeTotalCount", Switch, ["Returns the number of all objects before the first one."]),
        new("PassThru", Switch, ["Returns the object as it is after the change. Nothing is returned otherwise."]),
        new("Force", Switch, ["Does not ask; short for -Confirm:$false. Removing the session's own user needs it, too."]),
        new("EmptyAsNull", Switch, ["Sends null for the empty cells of a row, which are not sent otherwise. A text that cannot be null is emptied; a cell of what can be neither refuses its row."]),
        new("ThrottleLimit", "Int32", ["How many requests may be under way at once, from 1 to 64; one where nothing is said. What comes back keeps the order of what came in."]),
        new("WhatIf", Switch, ["Says what would be done, and does nothing."]) { Aliases = ["wi"] },
        new("Confirm", Switch, ["Asks before it does anything."]) { Aliases = ["cf"] },
    }.ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>True when there is a parameter of that name.</summary>
    public static bool Has(string name) => All.ContainsKey(name);

    /// <summary>The help of those parameters, in that order.</summary>
    public static IEnumerable<ParameterHelp> Of(params IEnumerable<string> names) => names.Select(name => All[name]);
}
