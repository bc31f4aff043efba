using Authentik.Book;
using Authentik.Generator.Names;

namespace Authentik.Generator.Book.Checking;

/// <summary>Every parameter of a command has a name of its own.</summary>
internal static class ParameterCheck
{
    /// <summary>Checks the parameters of New and Set, and those of Get.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        Check(resource.Fields.Where(field => field.IsSent), (_, _) => false, resource, refusals);
        Check(resource.Filters, CanShare, resource, refusals);
        CheckParts(resource, refusals);
    }

    // -AddOwner and -RemoveOwner can't have the name of another parameter of Set, nor that of another field's.
    private static void CheckParts(ResourceEntry resource, Refusals refusals)
    {
        var taken = resource.Fields.Where(field => field.IsSentBy(Verbs.Set))
            .SelectMany(field => new[] { field.Parameter, field.Name, field.Property })
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var field in resource.Fields.Where(field => field.Part is not null))
        {
            foreach (var name in new[] { field.AddParameter, field.RemoveParameter }.OfType<string>())
            {
                if (ReservedNames.FindOwnerOfParameter(name) is { } owner)
                {
                    refusals.Add(RefusalCode.ParameterTaken, field.Place, $"-{name} is a parameter of {owner}; name the field with 'as'.");
                }
                else if (!taken.Add(name))
                {
                    refusals.Add(RefusalCode.NameTwice, field.Place, $"{resource.Noun} has -{name} twice; name a field with 'as'.");
                }
            }
        }
    }

    private static void Check(
        IEnumerable<FieldEntry> fields, Func<FieldEntry, FieldEntry, bool> canShare, ResourceEntry resource, Refusals refusals)
    {
        var seen = new List<FieldEntry>();
        foreach (var field in fields)
        {
            if (ReservedNames.FindOwnerOfParameter(field.Parameter) is { } owner)
            {
                refusals.Add(RefusalCode.ParameterTaken, field.Place, $"-{field.Parameter} is a parameter of {owner}; name it with 'as'.");
            }
            else if (seen.Exists(other => HaveOneName(other, field) && !canShare(other, field)))
            {
                refusals.Add(RefusalCode.NameTwice, field.Place, $"{resource.Noun} has -{field.Parameter} twice; name one with 'as'.");
            }

            seen.Add(field);
        }
    }

    private static bool HaveOneName(FieldEntry one, FieldEntry other) =>
        string.Equals(one.Parameter, other.Parameter, StringComparison.OrdinalIgnoreCase);

    // A filter that got another name in the API stays one parameter, if no version has both.
    private static bool CanShare(FieldEntry one, FieldEntry other) =>
        !one.Versions.Overlaps(other.Versions)
        && (one.Type.Kind, one.Type.Name, one.Type.IsList) == (other.Type.Kind, other.Type.Name, other.Type.IsList)
        && one.Targets.SequenceEqual(other.Targets)
        && one.Marks.NoHyphens == other.Marks.NoHyphens;
}

/// <summary>A <c>meta_model_name</c> identifies one resource, and a kind one member of its family.</summary>
internal static class ModelCheck
{
    /// <summary>Refuses two resources of one model, and two members of a family with one kind.</summary>
    public static void Check(BookEntry book, Refusals refusals)
    {
        var models = book.Resources.Where(resource => resource.Model is not null);
        foreach (var same in models.GroupBy(resource => resource.Model, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var second in same.Skip(1))
            {
                refusals.Add(RefusalCode.NameTwice, second.Place, $"The model '{second.Model}' is already that of {same.First().Noun}.");
            }
        }

        foreach (var same in book.Resources.Where(resource => resource.Family is not null)
            .GroupBy(member => (member.FamilyName, member.Kind!.ToUpperInvariant())))
        {
            foreach (var second in same.Skip(1))
            {
                refusals.Add(
                    RefusalCode.NameTwice,
                    second.Place,
                    $"The kind {second.Kind} of {second.Noun} is already that of {same.First().Noun}.");
            }
        }
    }
}

/// <summary>No version has two operations of one id, nor two at one method and path.</summary>
internal static class OperationCheck
{
    /// <summary>Checks every version that the book names.</summary>
    public static void Check(BookEntry book, Refusals refusals)
    {
        var versions = book.Documents.Append(book.Oldest).Append(book.Newest).Distinct().ToList();
        CheckTwice(book.Operations, versions, operation => operation.Id, "id", refusals);
        CheckTwice(book.Operations, versions, operation => $"{operation.Method} {operation.Path}", "method and path", refusals);
    }

    private static void CheckTwice(
        IReadOnlyList<OperationEntry> all,
        List<ServerVersion> versions,
        Func<OperationEntry, string> key,
        string what,
        Refusals refusals)
    {
        foreach (var same in all.GroupBy(key).Where(same => same.Count() > 1))
        {
            if (versions.Find(version => same.Count(operation => operation.Versions.Contains(version)) > 1) is { } version)
            {
                refusals.Add(RefusalCode.NameTwice, same.Last().Place, $"Two operations have the same {what} in {version}: {same.Key}.");
            }
        }
    }
}
