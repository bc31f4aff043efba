using Authentik.Book;

namespace Authentik.Conformance.Tests;

/// <summary>
/// Holds the compiled module against authentik's own OpenAPI documents, version by version: whatever a document has for a
/// resource of the module, the module must have for that version, and nothing more.
/// </summary>
public class ConformanceTests(ITestOutputHelper output)
{
    // Not filters of ours: the module pages, searches and orders itself, and always asks for the full list of applications,
    // with which the server ignores the last two.
    private static readonly HashSet<string> NoFilters = ["page", "page_size", "search", "ordering", "superuser_full_list", "for_user", "only_with_launch_url"];

    public static TheoryData<string> Versions => ApiDocument.Missing is null ? [.. ApiDocument.Versions] : ["none"];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Module_has_what_the_version_has(string version)
    {
        Assert.SkipWhen(ApiDocument.Missing is not null, ApiDocument.Missing ?? string.Empty);
        var document = ApiDocument.Read(version);
        var count = new Tally(ServerVersion.Parse(version));
        foreach (var resource in CompiledModule.Resources)
        {
            Compare(resource, document, count);
        }

        output.WriteLine($"{version}: {count}");
        Assert.Empty(count.Faults);
        Assert.True(count.All > 200, "the document was not understood");
    }

    private static void Compare(Resource resource, ApiDocument document, Tally count)
    {
        var item = document.ItemPath(resource.Path)!;
        foreach (var (verb, path, method) in new[] { ("New", resource.Path, "post"), ("Set", item, "patch") })
        {
            if (resource.Operations.HasFlag(Enum.Parse<Operations>(verb)))
            {
                CompareRequest(resource, verb, document.Request(path, method) ?? [], count);
            }
        }

        CompareAnswer(resource, document.Answer(item, "get") ?? [], count);
        CompareFilters(resource, document.Filters(resource.Path) ?? [], count);
    }

    private static void CompareRequest(Resource resource, string verb, IReadOnlyList<ApiField> fields, Tally count)
    {
        var parameters = CompiledModule.Fields(verb, resource);
        foreach (var field in fields)
        {
            var where = $"{verb}-Authentik{resource.Noun} {field.Name}";
            var known = parameters.Contains(field.Name) && resource.TryField(field.Name, out var found) ? found : null;
            count.Request(known is not null && known.Writable.Contains(count.Version), where, "is not a parameter for this version");
            if (known is null)
            {
                continue;
            }

            count.Expect(known.IsNullable == field.IsNullable, where, field.IsNullable ? "takes null" : "takes no null");
            count.Expect(known.IsList == field.IsList || known.Lines.Contains(count.Version), where, field.IsList ? "is a list" : "is no list");
            count.Expect(verb != "New" || known.Required.Contains(count.Version) == field.IsRequired, where, field.IsRequired ? "is required" : "is not required");
            foreach (var value in field.Values)
            {
                count.Expect(known.Values?.Find(value)?.Versions.Contains(count.Version) == true, where, $"has the value {value}");
            }

            foreach (var value in known.Values?.Values.Where(value => value.Versions.Contains(count.Version) && !field.Values.Contains(value.Text)) ?? [])
            {
                count.Expect(false, where, $"has no value {value.Text}");
            }
        }

        var there = fields.Select(field => field.Name).ToHashSet();
        foreach (var extra in resource.Fields.Where(field => parameters.Contains(field.Name) && field.Writable.Contains(count.Version) && !there.Contains(field.Name)))
        {
            count.Expect(false, $"{verb}-Authentik{resource.Noun} {extra.Name}", "is no field of this version");
        }
    }

    private static void CompareAnswer(Resource resource, IReadOnlyList<ApiField> fields, Tally count)
    {
        foreach (var field in fields)
        {
            count.Response(CompiledModule.HasProperty(resource, field.Name), $"{resource.Noun}.{field.Name}", "is not a property");
        }
    }

    private static void CompareFilters(Resource resource, IReadOnlyList<string> filters, Tally count)
    {
        var parameters = CompiledModule.Filters(resource);
        foreach (var filter in filters.Where(filter => !NoFilters.Contains(filter)))
        {
            var known = resource.Filters.FirstOrDefault(one => one.Name == filter);
            count.Filter(parameters.Contains(filter) && known?.Versions.Contains(count.Version) == true, $"Get-Authentik{resource.Noun}", $"has the filter {filter}");
        }

        foreach (var extra in resource.Filters.Where(filter => filter.Versions.Contains(count.Version) && !filters.Contains(filter.Name)))
        {
            count.Expect(false, $"Get-Authentik{resource.Noun}", $"has no filter {extra.Name} in this version");
        }
    }
}
