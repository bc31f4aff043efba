using System.Security;
using System.Text.Json;
using Authentik.Book;
using Authentik.Comparing;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>Reads objects as the server has them, and compares them with what was specified.</summary>
internal sealed class StoredValues(JobClient client)
{
    private readonly BodyWriter bodies = new(client.Api.Call, new References(client.Api, new Lookup(client.Api)));

    /// <summary>Reads an object by the last part of its URL.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<StoredObject> ReadAsync(Resource resource, object key, CancellationToken cancellation)
    {
        using var response = await client.Api.GetAsync(ListPaths.AddKey(resource.Path, IdentityIds.Write(key)), [], cancellation);
        return new StoredObject(ObjectSource.Read(resource, response, client.Session), response.JsonObject.Clone());
    }

    /// <summary>The same; null if no object has the key.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<StoredObject?> TryReadAsync(Resource resource, string key, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(resource, key, cancellation);
        }
        catch (ApiException missing) when (missing.IsObjectMissing)
        {
            return null;
        }
    }

    /// <summary>Those of the values that an object doesn't have.</summary>
    /// <exception cref="InputException">No object has a name that was specified.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<FieldValues> FindDifferentAsync(StoredObject one, FieldValues values, CancellationToken cancellation)
    {
        var body = await bodies.WriteAsync(values.Where(field => !field.IsSecret), cancellation);
        var same = WriteCheck.ListStored(values, body, one.Json).ToHashSet();
        return values.Where(field => !same.Contains(field) && !IsSameSecret(field, values.Get(field.Name), one.Object));
    }

    // A secret that the server doesn't return can't be compared, and isn't sent each time.
    private static bool IsSameSecret(Field field, object? given, AuthentikObject stored) => field.IsSecret
        && (stored.ValueOf(field.Name) is not SecureString known
            || (given is SecureString secret && SecretText.Reveal(secret) == SecretText.Reveal(known)));
}

/// <summary>An object, and the response that it was read from.</summary>
internal sealed record StoredObject(AuthentikObject Object, JsonElement Json);
