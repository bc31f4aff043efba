using System.Collections;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>A stage or a policy of a flow that gets a copy of its own.</summary>
internal sealed class FlowPart(JobClient client, AuthentikObject source, Resource kind, string name)
{
    /// <summary>Its id.</summary>
    public Guid Id { get; } = (Guid)source.ValueOf("pk")!;

    /// <summary>The copy; null until it's created.</summary>
    public AuthentikObject? Copy { get; private set; }

    /// <summary>The name of the copy.</summary>
    public string Name => name;

    /// <summary>True if an object of this kind can have a secret that the server doesn't return, so that a copy would lack it.</summary>
    public static bool CanHaveHiddenSecret(JobClient client, Resource? kind) =>
        kind?.Fields.Any(field => field.IsSecret && !client.Gate.IsCertain(field.Readable)) is true;

    /// <summary>The ids of the objects that it refers to.</summary>
    public IEnumerable<Guid> ListReferences() => kind.Fields.Where(field => field.Type == FieldType.Reference)
        .Select(field => source.ValueOf(field.Name))
        .SelectMany(value => value switch
        {
            Guid id => [id],
            IEnumerable<Guid> ids => ids,
            _ => Enumerable.Empty<Guid>(),
        });

    /// <summary>The creation of the copy. What it refers to and is copied, too, must have been created before.</summary>
    public JobStep PlanCopy(IReadOnlyDictionary<Guid, FlowPart> others)
    {
        var writer = client.Of(kind).Writer;
        return new JobStep($"Create the {kind.Title} '{name}' as '{source}' is", async token =>
        {
            var values = CopyValues(others);
            writer.Derive(values);
            writer.Require(values, isNew: true);
            Copy = await writer.NewAsync(values, token);
        })
        {
            UndoAsync = token =>
                client.RemoveCreatedAsync(Copy, () => client.FindAsync<AuthentikObject>(kind, name, token), token),
        };
    }

    private FieldValues CopyValues(IReadOnlyDictionary<Guid, FlowPart> others)
    {
        var values = CopiedValues.TakeForNew(source, kind, client.Gate, field => field.Name != "name");
        foreach (var (field, value) in values.All.Where(value => value.Key.Type == FieldType.Reference).ToList())
        {
            values.Set(field, value is IEnumerable list ? list.Cast<Identity>().Select(Replace).ToArray() : Replace((Identity)value!));
        }

        values.Set(kind.GetField("name"), name);
        return values;

        Identity Replace(Identity one) => one.FindId() is Guid id && others.TryGetValue(id, out var part) && part.Copy is { } copy
            ? one.Resource.MakeIdentity((Guid)copy.ValueOf("pk")!)
            : one;
    }
}
