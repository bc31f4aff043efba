using System.Security;
using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Views;

/// <summary>What Format-List shows of every object.</summary>
public class ListViewTests(CommandCatalog commands)
{
    // They tell kinds apart for programs, are a second id, or an image.
    private static readonly string[] LeftOut =
        ["Component", "VerboseName", "VerboseNamePlural", "MetaModelName", "Uid", "NumPk", "PbmUuid", "Avatar", "IconUrl", "MetaIconUrl"];

    private readonly Lazy<IReadOnlyDictionary<string, ListView>> lists = new(() => ListView.ReadAll(commands.Shell));

    private IReadOnlyDictionary<string, ListView> Lists => lists.Value;

    [Fact]
    public void Every_object_that_Get_returns_has_a_list()
    {
        var types = commands.WithVerb("Get")
            .Where(command => command.Info.ImplementingType.BaseType!.Name is "GetCommand" or "GetSingleCommand")
            .SelectMany(command => command.Info.OutputType.Select(output => output.Type)).Distinct().ToList();
        Assert.True(types.Count > 100, $"There are only {types.Count} types.");
        // The kinds of a family that have nothing of their own look like the family.
        Assert.DoesNotContain(types, type => !Lists.ContainsKey(type.Name) && !Lists.ContainsKey(type.BaseType!.Name));
    }

    [Fact]
    public void Every_property_exists_once_and_is_no_secret() => Assert.All(Lists.Values, list =>
    {
        Assert.All(list.Items.SelectMany(item => item.Properties), name => Assert.NotNull(Find(list.Type, name)));
        Assert.All(list.Items, item => Assert.NotNull(Find(list.Type, item.Label)));

        // A secret that is all that an object has is shown as a mask, for which no property is read.
        var read = list.Items.Where(item => item.Properties.Count > 0);
        Assert.All(read, item => Assert.NotEqual(typeof(SecureString), Find(list.Type, item.Label)!.PropertyType));
        Assert.Equal(list.Items.DistinctBy(item => item.Label), list.Items);
        Assert.NotEmpty(list.Items);
    });

    [Fact]
    public void None_shows_what_only_programs_need() => Assert.All(Lists.Values, list =>
    {
        var shown = list.Items.Select(item => item.Label).Except(Table(list.Type.Name)).ToList();
        Assert.Empty(shown.Intersect(LeftOut));
        // The details of a reference are shown in its own line.
        Assert.DoesNotContain(shown, label => label.EndsWith("Obj", StringComparison.Ordinal) && shown.Contains(label[..^3]));
    });

    [Fact]
    public void A_list_begins_with_what_people_know_the_object_by()
    {
        var named = Lists.Values.Where(list => Find(list.Type, "Name") is not null && Find(list.Type, "Pk") is not null).ToList();
        Assert.True(named.Count > 80, $"There are only {named.Count} classes with names.");
        Assert.All(named, list => Assert.NotEqual("Pk", list.Items[0].Label));
        Assert.All(named, list => Assert.InRange(list.Items.ToList().FindIndex(item => item.Label == "Name"), 0, 3));
    }

    [Fact]
    public void Code_and_JSON_come_last() => Assert.All(Lists.Values, list =>
    {
        var table = Table(list.Type.Name);
        var isLong = list.Items.Where(item => !table.Contains(item.Label)).Select(item => IsLong(list.Type, item.Label)).ToList();
        Assert.Equal(isLong.Order(), isLong);
    });

    private static bool IsLong(Type type, string property) =>
        property is "Expression" or "Content" or "BrandingCustomCss" or "Krb5Conf" || Find(type, property)!.PropertyType == typeof(object);

    private static System.Reflection.PropertyInfo? Find(Type type, string name) =>
        type.GetProperties().Where(property => property.Name == name).MinBy(property => property.DeclaringType == type ? 0 : 1);

    // What the book wants in the table is in the list, whatever it is.
    private HashSet<string> Table(string type) => [.. commands.Shell.Text(
        """
        (Get-FormatData -TypeName "Authentik.$type").FormatViewDefinition.Control.Where{ $_ -is [Management.Automation.TableControl] } |
            ForEach-Object { $_.Rows[0].Columns.DisplayEntry.Value -replace '^.*?\$_\.(\w+).*$', '$1' }
        """,
        new { type })];
}
