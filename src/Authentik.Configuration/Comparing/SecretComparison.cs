using System.Text.Json;
using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>
/// Compares the secrets of an object, of which a configuration has only the names, and certificates, which are public but belong to one.
/// </summary>
internal static class SecretComparison
{
    /// <summary>True if a field is known to be different.</summary>
    public static bool IsDifferent(ConfigurationObject wanted, ConfigurationObject existing, Field field) => IsPublic(wanted, field)
        ? CanCompare(wanted, existing, field) && !FieldComparison.IsSameText(wanted.Values[field.Name], existing.Values[field.Name])
        : wanted.ComparedSecrets.GetValueOrDefault(field.Name);

    /// <summary>The fields of an object of which nobody knows if they are different.</summary>
    public static IEnumerable<Field> ListUnknown(ConfigurationObject wanted, ConfigurationObject existing) =>
        wanted.Resource.Fields.Where(field => field.IsSecret && wanted.Values[field.Name] is not null
            && !(IsPublic(wanted, field) ? CanCompare(wanted, existing, field) : wanted.ComparedSecrets.ContainsKey(field.Name)));

    private static bool IsPublic(ConfigurationObject one, Field field) =>
        one.Values[field.Name] is { } value && value.GetValueKind() == JsonValueKind.String && value.ToString().Length > 0;

    // A certificate fits its private key alone, so it's only written with that one.
    private static bool CanCompare(ConfigurationObject wanted, ConfigurationObject existing, Field field) =>
        IsPublic(existing, field) && wanted.Resource.Fields
            .Where(other => other.IsSecret && SecretReference.FindName(wanted.Values[other.Name]) is not null)
            .All(other => wanted.ComparedSecrets.GetValueOrDefault(other.Name));
}
