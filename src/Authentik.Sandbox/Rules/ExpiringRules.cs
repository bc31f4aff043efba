using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>What expires has half an hour, unless the request says until when.</summary>
internal sealed class ExpiringRules(World world, string path) : ResourceRules(world)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public override string Path => path;

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (isNew && row.Values["expires"] is null)
        {
            row.Values["expires"] = Moments.Text(World.Now + Life);
        }
    }
}
