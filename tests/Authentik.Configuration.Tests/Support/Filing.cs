using Authentik.Configuration.Files;
using Authentik.Configuration.Tests.Files;

namespace Authentik.Configuration.Tests.Support;

/// <summary>Takes configurations through files, as the commands do.</summary>
internal static class Filing
{
    /// <summary>The configuration of a server as it's read from an export.</summary>
    public static async Task<ConfigurationGraph> CarryAsync(this TestFolder folder, ConfigurationGraph graph, RealServer server)
    {
        var notes = new FolderNotes { Version = server.Session.ServerVersion };
        folder.Export(new FolderWriteOptions { Notes = notes, Server = ServerMark.Of(server.Session.Uri, graph) }, [.. graph.Objects]);
        return DocumentGraph.Build(Resources.Book, (await folder.ReadAsync()).Objects);
    }

    /// <summary>Takes back what was applied, by the folder that -UndoPath writes.</summary>
    public static async Task<Applied> UndoAsync(this TestFolder folder, UndoRecord undo, RealServer server)
    {
        ConfigurationFolder.WriteUndo(folder.Path, undo, new ServerMark(server.Session.Uri, []), server.Session.ServerVersion);
        var content = await folder.ReadAsync();
        var graph = DocumentGraph.Build(Resources.Book, content.Objects);
        return await server.ApplyAsync(graph, one => content.Notes.Absent.ContainsKey(one.Key));
    }
}
