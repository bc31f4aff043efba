using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik;

/// <summary>
/// The object that an action names by its model and its id. authentik takes the id on trust, and where no object has it, it grants or
/// revokes for all objects.
/// </summary>
internal static class ObjectByModel
{
    private const string Model = "model";
    private const string Id = "object_pk";

    /// <summary>Reads the object, if the action names one.</summary>
    /// <exception cref="InputException">There is no such object, or nobody can tell.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task RequireAsync(ApiClient api, Lookup lookup, FieldValues values, CancellationToken cancellation)
    {
        if (values.Get(Model)?.ToString() is not { } model || values.Get(Id)?.ToString() is not { } id)
        {
            return;
        }

        if (!api.Session.Book.TryFindModel(model, out var resource))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"Objects of the model {model} can't be looked up, and authentik would do this for all objects if none had the id. "
                    + "Nothing was sent. Grant the permission to a role for all objects, or use Invoke-AuthentikRequest.",
                "ObjectPk");
        }

        await lookup.FindAsync(resource.MakeIdentity(id, isId: true), cancellation);
    }
}
