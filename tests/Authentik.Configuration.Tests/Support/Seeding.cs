using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Sandboxing.Tests.WholeBook;

namespace Authentik.Configuration.Tests.Support;

/// <summary>Makes objects on a server, as a program that knows nothing but the book.</summary>
internal static class Seeding
{
    /// <summary>Makes an object of each kind that the server makes, with what it refers to.</summary>
    public static async Task MakeEachKindAsync(Client client, ServerVersion version)
    {
        var state = Sandbox.CreateState(new SandboxOptions { Version = version });
        var maker = new ObjectMaker(state, client);
        foreach (var resource in state.Catalog.Resources.Where(resource => resource.IsConfiguration))
        {
            await maker.MakeAsync(resource);
        }
    }

    /// <summary>Makes users of the same names, because they aren't configuration.</summary>
    public static async Task AddUsersAsync(Client source, Client target, string search = "")
    {
        foreach (var user in (await source.Get($"/core/users/?search={search}&page_size=100")).Results)
        {
            await target.Post("/core/users/", new JsonObject { ["username"] = user["username"]!.DeepClone(), ["name"] = "Somebody" });
        }
    }
}
