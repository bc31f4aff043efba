using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>
/// Licences. The sandbox cannot read a real one, and takes every key that starts as one does; whoever installs it can make what
/// wants a licence.
/// </summary>
internal sealed class LicenceRules(World world) : ResourceRules(world)
{
    private const string Key = "key";

    // How every signed token begins.
    private const string Start = "ey";

    public override string Path => Licence.Path;

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (change.Values[Key]?.ToString() is { } key && !key.StartsWith(Start, StringComparison.Ordinal))
        {
            errors.Add(Key, "Unable to verify license");
        }

        return null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (isNew && string.IsNullOrEmpty(row.Text("name")))
        {
            row.Values["name"] = "Sandbox licence";
            row.Values["expiry"] = "2035-01-01T00:00:00Z";
            row.Values["internal_users"] = 100;
            row.Values["external_users"] = 100;
        }
    }
}
