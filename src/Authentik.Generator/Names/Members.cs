namespace Authentik.Generator.Names;

/// <summary>Names that C# or a base class already uses.</summary>
internal static class Members
{
    // Members that the generated class overrides or calls by these names: a property cannot share them.
    private static readonly HashSet<string> OfTheModel = new(StringComparer.Ordinal)
    {
        "Resource", "Resources", "Read", "ValueOf", "PropertyOf", "JsonFields", "FieldFit", "Items",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize",
    };

    // Internal members of the base class: nobody outside sees them, so a property may hide them.
    private static readonly HashSet<string> HiddenInTheModel = new(StringComparer.Ordinal)
    {
        "Session", "Present", "Rest", "Fill",
    };

    // Public members of PSCmdlet that are not parameters: a parameter of that name hides them.
    private static readonly HashSet<string> HiddenInTheCommand = new(StringComparer.Ordinal)
    {
        "CommandOrigin", "CommandRuntime", "CurrentPSTransaction", "Events", "Host", "InvokeCommand", "InvokeProvider",
        "JobManager", "JobRepository", "MyInvocation", "PagingParameters", "ParameterSetName", "SessionState", "Stopping",
    };

    // Members that every generated command overrides.
    private static readonly HashSet<string> OverriddenInTheCommand = new(StringComparer.Ordinal)
    {
        "Resource", "Identities", "IdentityToSet",
    };

    // Names in the namespace Authentik that are not the book's to give.
    private static readonly HashSet<string> OfTheClient = new(StringComparer.Ordinal)
    {
        "Book", "Commands", "Transport", "Session", "Identity", "Resource", "Resources", "AuthentikObject", "JsonFields",
        "FieldFit", "SecretText", "UsedBy", "Enums", "Shapes", "Items", "Later",
    };

    /// <summary>The property of a class for a field: its Pascal name, and <c>Value</c> behind it where C# does not allow that.</summary>
    public static string PropertyOf(string className, string field)
    {
        var name = Words.Pascal(field);
        return name == className || OfTheModel.Contains(name) ? name + "Value" : name;
    }

    /// <summary>True when a property of a model hides a member of its base class.</summary>
    public static bool HidesInModel(string property) => HiddenInTheModel.Contains(property);

    /// <summary>True when a parameter hides a member of a base class.</summary>
    public static bool HidesInCommand(string parameter) => HiddenInTheCommand.Contains(parameter) || IsOverriddenInCommand(parameter);

    /// <summary>True when every command of a verb overrides a member of that name.</summary>
    public static bool IsOverriddenInCommand(string parameter) => OverriddenInTheCommand.Contains(parameter);

    /// <summary>True when the client has a class or namespace of that name.</summary>
    public static bool IsTaken(string className) => OfTheClient.Contains(className);
}
