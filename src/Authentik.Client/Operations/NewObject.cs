using Authentik.Book;
using Authentik.Http;
using Authentik.Values;

namespace Authentik;

/// <summary>An object that an action creates from one of its parameters, with the same rules as New.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Resource">The resource of the object.</param>
/// <param name="Values">Its fields.</param>
internal sealed record NewObject(Field Parameter, Resource Resource, FieldValues Values)
{
    /// <summary>The name, for a question; null if it has none.</summary>
    public string? Name => Resource.Names.Select(Values.Get).FirstOrDefault(name => name is string) as string;

    /// <summary>The objects in the value of a parameter: one, or several, or none.</summary>
    public static IEnumerable<NewObject> List(object? value) => value switch
    {
        NewObject one => [one],
        object?[] several => several.OfType<NewObject>(),
        _ => [],
    };

    /// <summary>Refuses what can't be sent, without a request.</summary>
    /// <exception cref="InputException">A value can't be sent, or one is missing.</exception>
    public void Require(ApiClient api)
    {
        new DerivedValues(api, Resource).Fill(Values);
        new WriteRules(api.Call, Resource, Parameter).Require(Values, isNew: true);
    }
}
