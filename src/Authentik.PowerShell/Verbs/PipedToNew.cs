using System.Management.Automation;
using Authentik.Book;
using Authentik.Labels;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// What New makes of something from the pipeline that isn't a row of values: a template, what the new object refers to, or its name.
/// </summary>
/// <param name="resource">The resource of the new object.</param>
/// <param name="isRecord">True if script blocks read it, so that it can also be anything else.</param>
/// <param name="version">The server's version; null if unknown.</param>
/// <param name="log">Gets what is used without being typed.</param>
/// <param name="elsewhere">Replaces the ids in a template of another server; null if it has the same one.</param>
internal sealed class PipedToNew(
    Resource resource, bool isRecord, ServerVersion? version, ICallLog log, NamesElsewhere? elsewhere = null)
{
    private readonly Field? name = resource.Names.Select(resource.GetField)
        .FirstOrDefault(field => field is { SlugOf: null, Parameter: not null } && field.SentBy.HasFlag(Operations.New));

    /// <summary>
    /// The resource of an object of another kind, also of one that was serialized or selected and has its id; null for others. Columns of
    /// such a row are those of the object, and no values.
    /// </summary>
    public static Resource? FindOther(Resource resource, PSObject? given)
    {
        if (RelatedObjects.FindResource(given) is not { } kind || kind.Noun == resource.Noun || kind.Noun == resource.Family)
        {
            return null;
        }

        return !Row.TryRead(Unwrap.Base(given), out var row)
            || Row.IsDeserialized(given)
            || row.TryFind(IdentityConverter.ListIdColumns(kind), out _) ? kind : null;
    }

    /// <summary>Adds the values that follow from it.</summary>
    /// <exception cref="InputException">Nothing can be created from it.</exception>
    public async Task FillAsync(FieldValues values, PSObject given, CancellationToken cancellation)
    {
        if (FindOther(resource, given) is { } kind)
        {
            FillReference(values, kind, given);
            return;
        }

        switch (Unwrap.Base(given))
        {
            case AuthentikObject own when own.Resource?.Noun == resource.Noun:
                await FillFromTemplateAsync(values, own, cancellation);
                break;
            case string text:
                FillName(values, text);
                break;
            case var row when Unwrap.IsRow(row):
                break;
            case var other:
                RefuseUnlessRecord(other!, other!.GetType().Name);
                break;
        }
    }

    private async Task FillFromTemplateAsync(FieldValues values, AuthentikObject own, CancellationToken cancellation)
    {
        if (elsewhere is null)
        {
            ObjectTemplate.Fill(values, resource, own);
        }
        else if (await ObjectTemplate.FillElsewhereAsync(values, resource, own, version, elsewhere, cancellation) is { Count: > 0 } omitted)
        {
            log.Warning(
                $"authentik {version} doesn't have these values of the {resource.Title} '{own}', so they aren't copied: "
                    + $"{string.Join(", ", omitted.Select(field => field.Parameter))}.");
        }
    }

    private void FillReference(FieldValues values, Resource kind, PSObject given)
    {
        var fields = RelatedFields.Find(resource, kind, version);
        if (fields.Count == 0)
        {
            RefuseUnlessRecord(given.BaseObject, kind.Title);
            return;
        }

        var identity = IdentityConverter.Convert(kind, given);
        if (fields.FirstOrDefault(field => values.Has(field.Name)) is { } typed)
        {
            RefuseSecond(typed, identity);
        }
        else if (fields is [var field])
        {
            values.Set(field, FieldConverter.Convert(field, given));
            log.Verbose($"The {kind.Title} '{identity}' from the pipeline is used as -{field.Parameter}.");
        }
        else if (!isRecord)
        {
            var parameters = fields.Select(one => $"-{one.Parameter}").ToList();
            throw Refuse(
                $"{Articles.AddCapitalTo(kind.Title)} can be {string.Join(", ", parameters[..^1])} or {parameters[^1]} of the new "
                    + $"{resource.Title}. Specify which, such as {parameters[0]} {{ $_ }}.",
                given.BaseObject);
        }
    }

    private void FillName(FieldValues values, string text)
    {
        if (name is null || values.Has(name.Name))
        {
            RefuseUnlessRecord(text, "string", isNamed: true);
        }
        else if (!string.IsNullOrWhiteSpace(text))
        {
            values.Set(name, FieldConverter.Convert(name, text));
        }
        else if (!isRecord)
        {
            throw Refuse($"The string from the pipeline is empty. Pipe the {name.Property} of the new {resource.Title}.", text);
        }
    }

    // A script block returns what belongs to the object, which can be the object itself.
    private void RefuseSecond(Field typed, Identity given)
    {
        if (!isRecord)
        {
            throw Refuse(
                $"The {given.Resource.Title} '{given}' from the pipeline and -{typed.Parameter} are for the same field. Specify only "
                    + "one of them.",
                given.Value);
        }
    }

    private void RefuseUnlessRecord(object given, string title, bool isNamed = false)
    {
        if (!isRecord)
        {
            var nouns = RelatedFields.ListNouns(resource, version).Select(noun => Resources.Book[noun].Title).ToList();
            var others = nouns.Count == 0 ? string.Empty : $", or one of these for it: {string.Join(", ", nouns)}";
            var names = name is null || isNamed ? string.Empty : "names, ";
            throw Refuse(
                $"{Articles.AddCapitalTo(title)} can't be used to create {Articles.AddTo(resource.Title)} here. "
                    + $"Pipe {names}rows with columns, {Articles.AddTo(resource.Title)} as a template{others}.",
                given);
        }
    }

    private static InputException Refuse(string message, object given) => new(InputProblem.InvalidValue, message, given);
}
