using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik;

/// <summary>Values of a new object that follow from others if none are given: a slug, a name, an order after the last one.</summary>
internal sealed partial class DerivedValues(ApiClient api, Resource resource)
{
    // authentik's own flows leave gaps of this size.
    private const int Gap = 10;

    /// <summary>Adds the values that need no request.</summary>
    public void Fill(FieldValues values)
    {
        foreach (var field in resource.Fields.Where(field => (field.From ?? field.SlugOf) is not null && !values.Has(field.Name)))
        {
            if (values.Get((field.From ?? field.SlugOf)!) is string text && Derive(field, text) is { Length: > 0 } value)
            {
                Set(api, values, field, value, value);
            }
        }

        FillPresets(api, resource.Fields, values);
    }

    /// <summary>Adds what authentik's interface preselects for the fields that must have a value.</summary>
    public static void FillPresets(ApiClient api, IEnumerable<Field> fields, FieldValues values)
    {
        foreach (var field in fields.Where(field => field.Preset is not null && !values.Has(field.Name)))
        {
            if (api.Call.Gate.IsCertain(field.Required))
            {
                var preset = field.Preset!;
                Set(api, values, field, field.RefersTo is { } noun ? api.Session.Book[noun].MakeIdentity(preset) : preset, preset);
            }
        }
    }

    private static void Set(ApiClient api, FieldValues values, Field field, object value, string shown)
    {
        values.Set(field, value);
        api.Call.Log.Verbose($"-{field.Parameter} wasn't specified: '{shown}' is used.");
    }

    /// <summary>The orders that aren't given.</summary>
    public IEnumerable<Field> ListOrders(FieldValues values) =>
        resource.Fields.Where(field => field.NextOf is not null && !values.Has(field.Name));

    /// <summary>Adds an order after the last one of the same object.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task FillOrderAsync(FieldValues values, ResourceLister lister, CancellationToken cancellation)
    {
        foreach (var field in ListOrders(values))
        {
            var order = await FindNextAsync(field, values.Get(field.NextOf!), lister, cancellation);
            values.Set(field, order);
            api.Call.Log.Verbose(string.Create(CultureInfo.InvariantCulture, $"-{field.Parameter} wasn't specified: {order} is used."));
        }
    }

    private async Task<int> FindNextAsync(Field field, object? of, ResourceLister lister, CancellationToken cancellation)
    {
        var query = new ListQuery(resource) { OrderBy = [$"-{field.Name}"] };
        query.Add(resource.GetFilter(field.NextOf!), of);
        await foreach (var chunk in lister.ListAsync(query, skip: 0, first: 1, cancellation))
        {
            if (chunk.Objects is [var last, ..] && last.ValueOf(field.Name) is int order)
            {
                return AddGap(field, order);
            }
        }

        return 0;
    }

    private static int AddGap(Field field, int order) => order switch
    {
        <= int.MaxValue - Gap => order + Gap,
        < int.MaxValue => int.MaxValue,
        _ => throw new InputException(
            InputProblem.MissingValue,
            $"-{field.Parameter} is required, because another object has the highest order already. Nothing was created. Specify it."),
    };

    private static string Derive(Field field, string text) => field.SlugOf is null ? text : MakeSlug(text);

    /// <summary>
    /// The slug that authentik's interface suggests for a name: words in lower case with hyphens between them, also where a capital
    /// begins one. Letters lose their accents, because slugs can't have them.
    /// </summary>
    internal static string MakeSlug(string name)
    {
        var words = Capital().Replace(RemoveAccents(name.Replace("ß", "ss", StringComparison.Ordinal)), "-");
        return Separator().Replace(words, "-").Trim('-').ToLowerInvariant();
    }

    /// <summary>The letters of a string without their accents. .NET can't read what can't be sent, which is refused later.</summary>
    internal static string RemoveAccents(string text) => TextFlaw.Find(text) is not null ? text : string.Concat(
        text.Normalize(NormalizationForm.FormD).Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark));

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Capital();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Separator();
}
