using System.Text.Json;
using Authentik.Book;
using Authentik.Jobs;

namespace Authentik;

/// <summary>Why somebody can open an application, or can't.</summary>
public enum AccessReason
{
    /// <summary>The application has no enabled binding, so everybody can open it.</summary>
    Open,

    /// <summary>The application has no enabled binding, and the server's settings close such applications.</summary>
    Closed,

    /// <summary>The user is bound to the application.</summary>
    User,

    /// <summary>A group of the user is bound to the application.</summary>
    Group,

    /// <summary>A parent group of a group of the user is bound to the application.</summary>
    InheritedGroup,

    /// <summary>A negated binding lets in those that it doesn't name.</summary>
    Negated,

    /// <summary>None of the bindings lets the user in.</summary>
    NotBound,

    /// <summary>The application requires that all bindings let the user in, and one doesn't.</summary>
    NotAll,

    /// <summary>The user is inactive, and can't sign in.</summary>
    Inactive,

    /// <summary>A policy decides, which only the server can evaluate.</summary>
    Policy,
}

/// <summary>Whether a user, a member of a group, or everybody can open an application, and why.</summary>
public sealed class ApplicationAccess : JobObject
{
    /// <summary>The name of the application.</summary>
    public required string Application { get; init; }

    /// <summary>The slug of the application.</summary>
    public string? Slug { get; init; }

    /// <summary>The username; null if the row is about the members of a group, or about everybody.</summary>
    public string? User { get; init; }

    /// <summary>The group whose members the row is about; null if it's about a user, or about everybody.</summary>
    public string? Group { get; init; }

    /// <summary>True if access is given; null if only the server can decide.</summary>
    public required bool? HasAccess { get; init; }

    /// <summary>Why.</summary>
    public required AccessReason Reason { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Why { get; init; }

    /// <summary>The binding that decides, such as <c>group 'staff'</c>; null if none does alone.</summary>
    public string? Binding { get; init; }

    /// <summary>The id of that binding.</summary>
    public Guid? BindingId { get; init; }

    /// <summary>The groups from the user's own to the one that is bound, such as <c>dev → engineering → staff</c>.</summary>
    public string? Via { get; init; }

    /// <summary>Whether any of the bindings is enough, or all are required.</summary>
    public string? Mode { get; init; }

    /// <summary>What the server itself says; null if it wasn't asked. It doesn't look at whether the user is active.</summary>
    public bool? ServerSays { get; init; }

    /// <summary>Of whom the row is: the user, or the group.</summary>
    internal AccessPerson? Person { get; init; }

    /// <summary>The application, the user or the group, whichever is wanted.</summary>
    internal override AuthentikObject? FindRepresented(Resource wanted) =>
        Person?.Holder is not { } holder || holder.Resource.Noun != wanted.Noun ? Subject : CreateHolder(holder.Resource, holder.Id);

    /// <inheritdoc/>
    public override string ToString() => $"{User ?? Group ?? "everybody"} on {Application}";

    private AuthentikObject CreateHolder(Resource resource, object id)
    {
        var values = new Dictionary<string, object?> { [resource.Id] = id, [resource.Names[0]] = User ?? Group };
        var holder = (AuthentikObject)resource.New();
        holder.Fill(JsonSerializer.SerializeToElement(values), Subject?.Session);
        return holder;
    }
}
