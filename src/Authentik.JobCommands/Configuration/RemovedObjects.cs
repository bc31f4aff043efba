using System.Globalization;
using Authentik.Book;
using Authentik.Configuration;
using Authentik.Configuration.Files;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>
/// Which objects an import removes: with -Prune those that an export would have written, and those that a run created which is taken back.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="path">What it's called in messages.</param>
/// <param name="prunes">True for -Prune.</param>
/// <param name="warn">Is told what stays.</param>
internal sealed class RemovedObjects(FolderContent folder, string path, bool prunes, Action<string> warn)
{
    private FolderNotes Notes => folder.Notes;

    /// <summary>Makes sure that the folder says what it leaves out.</summary>
    /// <exception cref="InputException">It doesn't, or it leaves out almost everything.</exception>
    public void RequireNotes()
    {
        if (prunes && !Notes.IsComplete)
        {
            throw Refuse(
                $"'{path}' has no {FolderNotes.DocumentName} of an export, so nobody knows which objects it leaves out, and -Prune would "
                    + "remove them. Nothing was changed. Copy the hidden files of the export, too, or omit -Prune.");
        }

        if (prunes && Notes.IsPart)
        {
            throw Refuse($"'{path}' contains single applications, so -Prune would remove all others. Nothing was changed. Omit -Prune.");
        }

        if (prunes && folder.LostAll)
        {
            throw Refuse($"All files are gone that were exported to '{path}', so -Prune would remove everything. Nothing was changed.");
        }
    }

    /// <summary>Makes sure that what is taken back was done on this server.</summary>
    /// <exception cref="InputException">It was done on another one.</exception>
    public void RequireServer(ServerMark server)
    {
        if (Notes.Absent.Count > 0 && !folder.Ids.AreOf(server))
        {
            throw Refuse(
                $"'{path}' takes back what was done on another server than {server.Uri}. Nothing was changed. "
                    + "Use -Session with that server.");
        }
    }

    /// <summary>True for an object that exists and is removed.</summary>
    public Func<ConfigurationObject, bool> Choose(Renames renames, IReadOnlyList<Resource>? kinds, Session session)
    {
        var absent = Notes.Absent.ToDictionary(one => renames.Translate(one.Key), one => one.Value);
        return one => absent.TryGetValue(one.Key, out var id)
            ? IsCreated(one, id)
            : prunes && Notes.Covers(one, kinds) && !IsOwn(one, session);
    }

    private bool IsCreated(ConfigurationObject one, string? id)
    {
        if (id is null || id == one.Id)
        {
            return true;
        }

        warn($"The {one} stays: somebody else created it since.");
        return false;
    }

    private bool IsOwn(ConfigurationObject one, Session session)
    {
        var isOwn = one.Resource == Resources.User && one.Id == session.UserId?.ToString(CultureInfo.InvariantCulture);
        if (isOwn)
        {
            warn($"The {one} stays although the files don't have it: you are signed in with it.");
        }

        return isOwn;
    }

    private InputException Refuse(string message) => new(InputProblem.InvalidValue, message, path);
}
