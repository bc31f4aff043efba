using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Client.Tests;

/// <summary>A filter's value is checked as a body's is: where a version doesn't know it, it is refused before anything is sent.</summary>
public class FilterValueTests
{
    public static TheoryData<string> Versions =>
    [
        "2024.8.4", "2024.8.6", "2024.10.2", "2024.10.5", "2024.12.5", "2025.2.4", "2025.4.4", "2025.6.4", "2025.8.6", "2025.10.4",
        "2025.12.4", "2026.2.2", "2026.2.4", "2026.5.0", "2026.5.6", "2026.8.0", "2026.8.3",
    ];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_value_of_every_filter_is_sent_where_the_version_knows_it_and_refused_elsewhere(string version)
    {
        var server = ServerVersion.Parse(version);
        var wrong = new List<string>();
        var count = 0;
        foreach (var (resource, filter, value) in Pairs(server))
        {
            count++;
            var error = await Record.ExceptionAsync(() => WriteAsync(version, resource, filter, value.Text));
            var isRefused = error is InputException { Problem: InputProblem.VersionMismatch };
            if ((error is not null && !isRefused) || isRefused == value.Versions.Contains(server))
            {
                wrong.Add($"{resource.Noun} -{filter.Parameter} {value.Text}: {error?.Message ?? "sent"}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(count > 500, $"Only {count} pairs were found.");
    }

    [Fact]
    public void On_2024_10_2_the_values_of_later_versions_are_many()
    {
        var version = ServerVersion.Parse("2024.10.2");
        Assert.InRange(Pairs(version).Count(pair => !pair.Value.Versions.Contains(version)), 100, 1000);
    }

    [Fact]
    public async Task The_refusal_names_the_parameter_the_value_and_the_versions()
    {
        var filter = Resources.RoleAssignedPermission.FindFilter("Model", version: null)!;
        var error = await Assert.ThrowsAsync<InputException>(
            () => WriteAsync("2024.10.2", Resources.RoleAssignedPermission, filter, "authentik_stages_redirect.redirectstage"));
        Assert.Equal(
            "-Model authentik_stages_redirect.redirectstage isn't supported by authentik 2024.10.2. It requires 2024.12 and later. "
            + "Omit it, connect to a server of such a version, or try it with -SkipVersionCheck of Connect-Authentik.",
            error.Message);
    }

    [Fact]
    public async Task A_value_that_no_version_knows_is_refused_with_those_the_version_knows()
    {
        var filter = Resources.RoleAssignedPermission.FindFilter("Model", version: null)!;
        var error = await Assert.ThrowsAsync<InputException>(
            () => WriteAsync("2024.10.2", Resources.RoleAssignedPermission, filter, "nonsense"));
        Assert.Contains("'nonsense' isn't valid for -Model.", error.Message, StringComparison.Ordinal);
        Assert.Contains("authentik_core.user,", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("redirectstage", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_is_no_value_of_a_filter()
    {
        var filter = Resources.User.FindFilter("Username", version: null)!;
        var error = await Assert.ThrowsAsync<InputException>(() => WriteAsync("2026.2.2", Resources.User, filter, null));
        Assert.Contains("can't be null", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025.2.4", "last_ip")]
    [InlineData("2025.4.0", "session__last_ip")]
    [InlineData("2027.2.0", "session__last_ip")]
    [InlineData(null, "session__last_ip")]
    public void The_servers_version_decides_which_filter_a_parameter_is(string? version, string name) => Assert.Equal(
        name, Resources.AuthenticatedSession.FindFilter("lastip", version is null ? null : ServerVersion.Parse(version))?.Name);

    [Fact]
    public void A_version_without_any_of_the_filters_gets_the_last_one() =>
        Assert.Equal("groups", Resources.Role.FindFilter("Group", ServerVersion.Parse("2025.10.4"))?.Name);

    [Fact]
    public async Task A_UUID_that_the_server_compares_as_a_string_is_sent_without_hyphens()
    {
        var id = Guid.NewGuid();
        var (api, _, _) = Fake.Client(_ => FakeTransport.Json(500, "{}"), "2026.8.3");
        var list = new ListQuery(Resources.Event);
        foreach (var parameter in new[] { "AuthorizedApplication", "Device" })
        {
            var filter = Resources.Event.FindFilter(parameter, api.Session.ServerVersion)!;
            list.Add(filter, Resources.Book[filter.RefersTo!].NewIdentity(id, true));
        }

        var query = await new QueryWriter(api.Call, new References(api, new Lookup(api)))
            .WriteAsync(list, TestContext.Current.CancellationToken);
        Assert.Equal(
            [new("context_authorized_app", id.ToString("N")), new("context_device", id.ToString("N"))], query);
    }

    private static IEnumerable<(Resource Resource, Filter Filter, EnumValue Value)> Pairs(ServerVersion version) =>
        from resource in Resources.Book.Resources
        from filter in resource.Filters
        where filter.Values is not null && filter.Versions.Contains(version)
        from value in filter.Values!.Values
        select (resource, filter, value);

    private static async Task WriteAsync(string version, Resource resource, Filter filter, object? value)
    {
        var (api, transport, _) = Fake.Client(_ => FakeTransport.Json(500, "{}"), version);
        var list = new ListQuery(resource);
        list.Add(filter, filter.IsList && value is not null ? new[] { value } : value);
        foreach (var required in resource.Filters.Where(other => other != filter && !other.Required.IsNone))
        {
            list.Add(required, required.Values?.Values.First(one => one.Versions.Contains(ServerVersion.Parse(version))).Text ?? "x");
        }

        await new QueryWriter(api.Call, new References(api, new Lookup(api))).WriteAsync(list, TestContext.Current.CancellationToken);
        Assert.Empty(transport.Seen);
    }
}
