using System.Management.Automation;
using System.Text.RegularExpressions;

namespace Authentik.Hosting.Tests.Views;

/// <summary>A list that PowerShell has for a class.</summary>
/// <param name="Type">The class.</param>
/// <param name="Items">Its lines.</param>
public sealed partial record ListView(Type Type, IReadOnlyList<ListItem> Items)
{
    /// <summary>The lists of all classes of the module, as PowerShell loaded them.</summary>
    public static IReadOnlyDictionary<string, ListView> ReadAll(PowerShellSession shell)
    {
        var models = shell.Value<Type>("[Authentik.User]").Assembly;
        return shell.Invoke("Get-FormatData -TypeName Authentik.*")
            .Select(data => (ExtendedTypeDefinition)data.BaseObject)
            .Where(data => data.FormatViewDefinition.Exists(view => view.Control is ListControl))
            .SelectMany(data => data.TypeNames, (data, name) => (Type: models.GetType(name), data))
            .Where(list => list.Type is not null)
            .ToDictionary(list => list.Type!.Name, list => new ListView(list.Type!, Read(list.data)));
    }

    public override string ToString() => Type.Name;

    private static List<ListItem> Read(ExtendedTypeDefinition data)
    {
        var list = data.FormatViewDefinition.Select(view => view.Control).OfType<ListControl>().Single();
        return [.. Assert.Single(list.Entries).Items.Select(Read)];
    }

    private static ListItem Read(ListControlEntryItem item)
    {
        var entry = item.DisplayEntry;
        var used = entry.ValueType == DisplayEntryValueType.Property
            ? [entry.Value]
            : Properties().Matches(entry.Value).Select(match => match.Groups[1].Value).Distinct().ToList();
        return new ListItem(item.Label ?? used[0], used);
    }

    [GeneratedRegex(@"\$_\.(\w+)")]
    private static partial Regex Properties();
}

/// <summary>A line of a list: its label, and the properties that it shows.</summary>
public sealed record ListItem(string Label, IReadOnlyList<string> Properties);
