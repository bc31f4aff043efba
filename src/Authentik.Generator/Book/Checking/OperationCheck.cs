using Authentik.Book;

namespace Authentik.Generator.Book.Checking;

/// <summary>No version has two operations of one id, nor two at one method and path.</summary>
internal static class OperationCheck
{
    /// <summary>Checks every version that the book names.</summary>
    public static void Check(BookEntry book, Refusals refusals)
    {
        var versions = book.Documents.Append(book.Oldest).Append(book.Newest).Distinct().ToList();
        CheckTwice(book.Operations, versions, operation => operation.Id, "id", refusals);
        CheckTwice(book.Operations, versions, operation => $"{operation.Method} {operation.Path}", "method and path", refusals);
    }

    private static void CheckTwice(IReadOnlyList<OperationEntry> all, List<ServerVersion> versions, Func<OperationEntry, string> key, string what, Refusals refusals)
    {
        foreach (var same in all.GroupBy(key).Where(same => same.Count() > 1))
        {
            if (versions.Find(version => same.Count(operation => operation.Versions.Contains(version)) > 1) is { } version)
            {
                refusals.Add(RefusalCode.NameTwice, same.Last().Place, $"Two operations of one {what} in {version}: {same.Key}.");
            }
        }
    }
}
