using Microsoft.AspNetCore.Http;

namespace Authentik.Benchmarks.Serving.Installation;

/// <summary>
/// What a large installation has beside its users: groups in a tree of three levels, applications with their bindings, tokens, sessions and
/// second factors. All of it follows from numbers, so that nothing is kept.
/// </summary>
internal sealed class Site
{
    private const int Roles = 10;
    private const int BindingsOfFour = 6;

    private readonly Dictionary<string, RowList> lists;
    private readonly int devices;

    public Site(int users, int applications)
    {
        var bindings = applications / 4 * BindingsOfFour;
        devices = users / 3;
        lists = new(StringComparer.Ordinal)
        {
            ["core/groups"] = new RowList(Group.All.Count, number => Group.All[number].ToJson(users))
            {
                Filters = new Dictionary<string, Func<string, IEnumerable<int>>>
                {
                    ["name"] = name => Find(group => group.Name == name),
                    ["search"] = part => Find(group => group.Name.Contains(part, StringComparison.OrdinalIgnoreCase)),
                    ["is_superuser"] = value => Find(group => group.IsSuperuser == (value == "true")),
                },
                Find = id => Ids.Read(Ids.Group, id) - 1,
            },
            ["core/applications"] = new RowList(applications, WriteApplication),
            ["policies/bindings"] = new RowList(bindings, WriteBinding)
            {
                Filters = new Dictionary<string, Func<string, IEnumerable<int>>>
                {
                    ["target"] = id => Ids.Read(Ids.Application, id) is { } number ? ListBindings(number) : [],
                },
            },
            ["core/tokens"] = new RowList(users / 50, number => WriteToken(number, users)),
            ["core/authenticated_sessions"] = new RowList(users / 100, number => WriteSession(number, users)),
            ["rbac/roles"] = new RowList(Roles, WriteRole),
            ["authenticators/admin/totp"] = new RowList(devices, WriteDevice),
        };
    }

    /// <summary>A list or one of its objects. What isn't here is empty.</summary>
    public Reply Get(string path, IQueryCollection query)
    {
        if (lists.TryGetValue(path, out var list))
        {
            return list.List(query);
        }

        var cut = path.LastIndexOf('/');
        return cut > 0 && lists.TryGetValue(path[..cut], out list)
            ? list.Get(path[(cut + 1)..])
            : Reply.Json(StatusCodes.Status200OK, $"{Pagination.Write(1, 1, 0)}{Pagination.End}");
    }

    /// <summary>Every third user has an authenticator app. Without a user, the list has those of all.</summary>
    public Reply ListDevices(IQueryCollection query)
    {
        if (!query.ContainsKey("user"))
        {
            return Reply.Json(StatusCodes.Status200OK, $"[{string.Join(',', Enumerable.Range(0, devices).Select(WriteDevice))}]");
        }

        var index = int.Parse(query["user"].ToString(), System.Globalization.CultureInfo.InvariantCulture) - UserTemplate.SampleNumber - 1;
        return Reply.Json(StatusCodes.Status200OK, index % 3 == 0 ? $"[{WriteDevice(index / 3)}]" : "[]");
    }

    private static IEnumerable<int> Find(Func<Group, bool> isMeant) =>
        Group.All.Select((group, number) => (group, number)).Where(one => isMeant(one.group)).Select(one => one.number);

    // Of four applications, one is open, one has a group, one has two groups and a user, and one two groups of which all are required.
    private static IEnumerable<int> ListBindings(int application)
    {
        var first = application / 4 * BindingsOfFour;
        return (application % 4) switch
        {
            0 => [],
            1 => [first],
            2 => [first + 1, first + 2, first + 3],
            _ => [first + 4, first + 5],
        };
    }

    private static int FindApplication(int binding) => (binding / BindingsOfFour * 4) + (binding % BindingsOfFour) switch
    {
        0 => 1,
        1 or 2 or 3 => 2,
        _ => 3,
    };

    private static string WriteApplication(int number) =>
        $$"""
        {"pk":"{{Ids.Write(Ids.Application, number)}}","name":"Application {{number}}","slug":"application-{{number}}","provider":null,
        "provider_obj":null,"backchannel_providers":[],"backchannel_providers_obj":[],"launch_url":"https://a{{number}}.example.com/",
        "open_in_new_tab":false,"meta_launch_url":"https://a{{number}}.example.com/","meta_icon":"","meta_icon_url":null,
        "meta_description":"","meta_publisher":"","policy_engine_mode":"{{(number % 4 == 3 ? "all" : "any")}}","group":""}
        """;

    private static string WriteBinding(int number)
    {
        var group = Group.All[number * 13 % Group.All.Count];
        var isUser = number % BindingsOfFour == 3;
        var user = UserTemplate.SampleNumber + 1 + number;
        return $$"""
            {"pk":"{{Ids.Write(Ids.Binding, number)}}","policy":null,"policy_obj":null,
            "group":{{(isUser ? "null" : $"\"{group.Pk}\"")}},"group_obj":{{(isUser ? "null" : group.ToPartialJson())}},
            "user":{{(isUser ? user : "null")}},"user_obj":null,"target":"{{Ids.Write(Ids.Application, FindApplication(number))}}",
            "negate":false,"enabled":true,"order":{{number % BindingsOfFour}},"timeout":30,"failure_result":false}
            """;
    }

    private static string WriteToken(int number, int users) =>
        $$"""
        {"pk":"{{Ids.Write(Ids.Token, number)}}","managed":null,"identifier":"token-{{number}}",
        "intent":"{{(number % 2 == 0 ? "api" : "app_password")}}",
        "user":{{UserTemplate.SampleNumber + 1 + (number * 7 % users)}},"user_obj":null,"description":"","expires":"2026-12-01T00:00:00Z",
        "expiring":{{(number % 3 == 0 ? "false" : "true")}}}
        """;

    private static string WriteSession(int number, int users) =>
        $$"""
        {"uuid":"{{Ids.Write(Ids.Session, number)}}","current":false,"user_agent":{},"geo_ip":null,"asn":null,
        "user":{{UserTemplate.SampleNumber + 1 + (number * 11 % users)}},"last_ip":"192.0.2.1","last_user_agent":"",
        "last_used":"2026-11-20T00:00:00Z","expires":"2026-12-20T00:00:00Z"}
        """;

    private static string WriteRole(int number) =>
        $$"""{"pk":"{{Ids.Write(Ids.Role, number)}}","name":"Role {{number}}"}""";

    private static string WriteDevice(int number) =>
        $$"""
        {"verbose_name":"TOTP Device","verbose_name_plural":"TOTP Devices",
        "meta_model_name":"authentik_stages_authenticator_totp.totpdevice",
        "pk":"{{number + 1}}","name":"phone","type":"TOTPDevice","confirmed":true,"created":"2026-01-01T00:00:00Z",
        "last_updated":"2026-11-01T00:00:00Z","last_used":"2026-11-01T00:00:00Z","extra_description":"","external_id":null,
        "user":{"pk":{{UserTemplate.SampleNumber + 1 + (number * 3)}},"username":"user{{UserTemplate.SampleNumber + 1 + (number * 3)}}"} }
        """;
}
