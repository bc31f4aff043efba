using System.Text.RegularExpressions;
using Authentik.Generator.Book;
using Authentik.Generator.Book.Facts;

namespace Authentik.Generator.Emit.Help.Around;

/// <summary>What the help says about the permissions that the server requires.</summary>
internal sealed class PermissionText(BookEntry book)
{
    private readonly ILookup<(string Method, string Path), OperationEntry> operations =
        book.Operations.ToLookup(operation => (operation.Method, Unname(operation.Path)));

    /// <summary>The operations of some calls.</summary>
    public IEnumerable<OperationEntry> Find(IEnumerable<(string Method, string Path)> calls) =>
        calls.SelectMany(call => operations[(call.Method, Unname(call.Path))]);

    /// <summary>A sentence about some operations; none if nothing is known about them.</summary>
    public IEnumerable<string> Describe(IEnumerable<OperationEntry> called)
    {
        var known = called
            .Select(operation => book.Permissions.GetValueOrDefault(operation.Id))
            .OfType<PermissionEntry>()
            .Select(entry => (Needs: DescribeNeeds(entry), entry.Note))
            .Distinct()
            .ToList();
        if (known.Count > 0)
        {
            var notes = known.Select(one => one.Note).OfType<string>().Distinct().Select(note => $" {note}");
            yield return $"Permission on the server: {string.Join("; ", known.Select(one => one.Needs).Distinct())}.{string.Concat(notes)}";
        }
    }

    // The book and the operations name the id in a path differently.
    private static string Unname(string path) => Regex.Replace(path, @"\{[^}]*\}", "{}");

    private static string DescribeNeeds(PermissionEntry entry)
    {
        var named = string.Join(" and ", entry.Needs.Except(PermissionEntry.Words));
        return entry.Needs switch
        {
            [PermissionEntry.SignedIn] => "none, any user can do this",
            [PermissionEntry.Anybody] => "none, not even a sign-in",
            [PermissionEntry.Superuser] => "the user must be a superuser",
            [PermissionEntry.Own] => "none, every user has their own",
            [PermissionEntry.Own, PermissionEntry.Superuser] => "none for your own objects, a superuser sees those of others",
            [PermissionEntry.Own, ..] => $"none for your own objects, {named} for those of others",
            _ => named,
        };
    }
}
