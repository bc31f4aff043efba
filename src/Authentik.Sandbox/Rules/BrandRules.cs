using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Brands: one of them is the default, not two.</summary>
internal sealed class BrandRules(World world) : ResourceRules(world)
{
    private const string Default = "default";

    public override string Path => "/core/brands/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (change.Values[Default].AsBoolean() == true && World.Objects.Rows(change.Resource).Any(row => row != change.Existing && row.Values[Default].AsBoolean() == true))
        {
            errors.Add(Default, "Only a single brand can be set as default.");
        }

        return null;
    }
}
