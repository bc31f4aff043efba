namespace Authentik.Generator.Names;

/// <summary>Names that the book can't give to a class, property or parameter, because C#, PowerShell or a base class uses them.</summary>
internal static class ReservedNames
{
    // Members that the generated class overrides or calls by these names: a property can't share them.
    private static readonly HashSet<string> MembersOfModels = new(StringComparer.Ordinal)
    {
        "Resource", "Resources", "Read", "ValueOf", "PropertyOf", "FindName", "FindKind", "JsonFields", "FieldFit",
        "FieldTable", "Known", "KnownFields", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize",
    };

    // Internal members of the base class: they aren't visible outside, so a property can hide them.
    private static readonly HashSet<string> HiddenInModels = new(StringComparer.Ordinal)
    {
        "Session", "Present", "Has", "Rest", "Fill", "ReadAll", "IsPlain", "NaturalName", "IsItsText",
    };

    // Public members of PSCmdlet that aren't parameters: a parameter of that name hides them.
    private static readonly HashSet<string> HiddenInCommands = new(StringComparer.Ordinal)
    {
        "CommandOrigin", "CommandRuntime", "CurrentPSTransaction", "Events", "Host", "InvokeCommand", "InvokeProvider",
        "JobManager", "JobRepository", "MyInvocation", "PagingParameters", "ParameterSetName", "SessionState", "Stopping",
    };

    // Members that every generated command overrides.
    private static readonly HashSet<string> OverriddenInCommands = new(StringComparer.Ordinal)
    {
        "Resource", "Identities", "IdentityToSet",
    };

    // Names in the namespace Authentik that aren't the book's to give.
    private static readonly HashSet<string> TypesOfClient = new(StringComparer.Ordinal)
    {
        "Book", "Commands", "Transport", "Session", "Identity", "Resource", "Resources", "AuthentikObject", "JsonFields",
        "FieldFit", "SecretText", "UsedBy", "Enums", "Shapes", "LazyList", "ValueList", "ReferenceList", "JsonDictionary", "CellText",
        "JsonText", "FieldTable",
    };

    private static readonly HashSet<string> ParametersOfPowerShell = new(StringComparer.OrdinalIgnoreCase)
    {
        "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable",
        "WarningVariable", "InformationVariable", "OutVariable", "OutBuffer", "PipelineVariable", "WhatIf", "Confirm",
        "First", "Skip", "IncludeTotalCount",
        "vb", "db", "ea", "wa", "infa", "proga", "ev", "wv", "iv", "ov", "ob", "pv", "wi", "cf",
    };

    // The base classes are compiled after the book was read. Writing the help refuses one of their parameters that isn't listed here.
    private static readonly HashSet<string> ParametersOfBaseClasses = new(StringComparer.OrdinalIgnoreCase)
    {
        "Session", "Identity", "InputObject", "Force", "PassThru", "ThrottleLimit", "EmptyAsNull", "OrderBy", "Search",
        "Kind", "NoExpand", "IncludeSecret",
    };

    private static readonly HashSet<string> ParametersOfActions = new(StringComparer.OrdinalIgnoreCase)
    {
        "Session", "Identity", "InputObject", "Force", "ThrottleLimit", "OutFile", "AsPlainText", "Wait", "TimeoutSeconds",
    };

    /// <summary>The property of a class for a field: its Pascal name, with <c>Value</c> after it if C# doesn't allow that.</summary>
    public static string ChooseProperty(string className, string field)
    {
        var name = DotNetNames.ToPascal(field);
        return name == className || MembersOfModels.Contains(name) ? name + "Value" : name;
    }

    /// <summary>True when a property of a model hides a member of its base class.</summary>
    public static bool HidesInModel(string property) => HiddenInModels.Contains(property);

    /// <summary>True when a parameter hides a member of a base class.</summary>
    public static bool HidesInCommand(string parameter) => HiddenInCommands.Contains(parameter) || IsOverriddenInCommand(parameter);

    /// <summary>True when every command of a verb overrides a member of that name.</summary>
    public static bool IsOverriddenInCommand(string parameter) => OverriddenInCommands.Contains(parameter);

    /// <summary>True when the client has a class or namespace of that name.</summary>
    public static bool IsTakenByClient(string className) => TypesOfClient.Contains(className);

    /// <summary>Who has a parameter of that name, for a message; null when the name is free.</summary>
    public static string? FindOwnerOfParameter(string name)
    {
        if (ParametersOfPowerShell.Contains(name))
        {
            return "PowerShell";
        }

        return ParametersOfBaseClasses.Contains(name) ? "every command of its verb" : null;
    }

    /// <summary>The same for a parameter of an action.</summary>
    public static string? FindOwnerOfActionParameter(string name)
    {
        if (ParametersOfPowerShell.Contains(name))
        {
            return "PowerShell";
        }

        return ParametersOfActions.Contains(name) ? "every action" : null;
    }
}
