using Authentik.Hosting.Tests.Finding;

namespace Authentik.Hosting.Tests.Views;

/// <summary>How the answers of Find-AuthentikCommand look.</summary>
public class CommandMatchViewTests(Operations operations) : IClassFixture<Operations>
{
    public static TheoryData<string, int> Queries =>
        new MatrixTheoryData<string, int>(["core_users_*", "password", "google workspace mapping", "*"], [80, 120]);

    [Theory]
    [MemberData(nameof(Queries))]
    public void Keeps_within_the_width_and_shows_the_whole_command(string query, int width)
    {
        var table = Table.Render(operations.Shell, $"Find-AuthentikCommand '{query}'", width);
        Assert.All(table.Lines, line => Assert.InRange(line.Length, 0, width));
        string[] others = query.Contains('*', StringComparison.Ordinal) ? ["Method", "Path"] : ["Synopsis"];
        Assert.Equal(["Command", .. others], table.Columns);
        // Nothing is wrapped, and the command is the answer.
        Assert.Equal(operations.Find($"'{query}'").Count, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.DoesNotMatch(@"^\S*…", row));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Shows_the_versions_of_an_operation_that_not_all_have(int width)
    {
        var table = Table.Render(operations.Shell, "Find-AuthentikCommand core_users_export_create", width);
        Assert.Matches(@"POST +/core/users/export/ \(2025\.12\.\.\)", Assert.Single(table.Rows));
    }
}
