using Authentik.Book;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// What New makes of something from the pipeline that isn't a row: a template, what the new object refers to, or its name.
/// </summary>
/// <param name="resource">The resource of the new object.</param>
/// <param name="isRecord">True if script blocks read it, so that it can also be anything else.</param>
/// <param name="version">The server's version; null if unknown.</param>
/// <param name="log">Gets what is used without being typed.</param>
internal sealed class PipedToNew(Resource resource, bool isRecord, ServerVersion? version, ICallLog log)
{
    /// <summary>Adds the values that follow from it.</summary>
    /// <exception cref="InputException">Nothing can be created from it.</exception>
    public void Fill(FieldValues values, object given)
    {
        switch (given)
        {
            case AuthentikObject own when own.Resource?.Noun == resource.Noun:
                ObjectTemplate.Fill(values, resource, own);
                break;
            case AuthentikObject { Resource: { } kind } other:
                FillReference(values, kind, other);
                break;
            case string name:
                FillName(values, name);
                break;
            default:
                RefuseUnlessRecord(given, given.GetType().Name);
                break;
        }
    }

    private void FillReference(FieldValues values, Resource kind, AuthentikObject given)
    {
        var fields = RelatedFields.Find(resource, kind, version);
        if (fields.Count == 0)
        {
            RefuseUnlessRecord(given, kind.Title);
        }
        else if (fields.Any(field => values.Has(field.Name)))
        {
            RefuseSecond(values, fields, kind, given);
        }
        else if (fields is [var field])
        {
            values.Set(field, FieldConverter.Convert(field, given));
            log.Verbose($"The {kind.Title} '{given}' from the pipeline is used as -{field.Parameter}.");
        }
        else if (!isRecord)
        {
            var parameters = fields.Select(one => $"-{one.Parameter}").ToList();
            throw Refuse(
                $"{Articles.AddCapitalTo(kind.Title)} can be {string.Join(", ", parameters[..^1])} or {parameters[^1]} of the new "
                    + $"{resource.Title}. Specify which, such as {parameters[0]} {{ $_ }}.",
                given);
        }
    }

    private void FillName(FieldValues values, string name)
    {
        var field = resource.Names.Select(resource.GetField)
            .FirstOrDefault(field => field is { SlugOf: null, Parameter: not null } && field.SentBy.HasFlag(Operations.New));
        if (isRecord || field is null || values.Has(field.Name))
        {
            RefuseUnlessRecord(name, "string");
        }
        else if (string.IsNullOrWhiteSpace(name))
        {
            throw Refuse($"The string from the pipeline is empty. Pipe the {field.Property} of the new {resource.Title}.", name);
        }
        else
        {
            values.Set(field, FieldConverter.Convert(field, name));
        }
    }

    // A script block returns what belongs to the object, which can be the object itself.
    private void RefuseSecond(FieldValues values, IReadOnlyList<Field> fields, Resource kind, AuthentikObject given)
    {
        if (!isRecord)
        {
            var typed = fields.First(field => values.Has(field.Name)).Parameter;
            throw Refuse(
                $"The {kind.Title} '{given}' from the pipeline and -{typed} are for the same field. Specify only one of them.", given);
        }
    }

    private void RefuseUnlessRecord(object given, string title)
    {
        if (!isRecord)
        {
            var nouns = RelatedFields.ListNouns(resource, version).Select(noun => Resources.Book[noun].Title).ToList();
            var others = nouns.Count == 0 ? string.Empty : $", or one of these for it: {string.Join(", ", nouns)}";
            throw Refuse(
                $"{Articles.AddCapitalTo(title)} can't be used to create {Articles.AddTo(resource.Title)} here. "
                    + $"Pipe names, rows with columns, {Articles.AddTo(resource.Title)} as a template{others}.",
                given);
        }
    }

    private static InputException Refuse(string message, object given) => new(InputProblem.InvalidValue, message, given);
}
