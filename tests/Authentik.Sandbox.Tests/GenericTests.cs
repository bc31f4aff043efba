using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;
using static Authentik.Sandboxing.Tests.Support.HandMade;

namespace Authentik.Sandboxing.Tests;

/// <summary>The sandbox knows no resource by heart: what the book says is enough, and traps are imitated where they were seen.</summary>
public class GenericTests
{
    private const string LongLived = """{ "attributes": { "goauthentik.io/user/token-maximum-lifetime": "days=20000" } }""";

    private static readonly Resource Shelf = Resource("Shelf", "/shelves/all/", [Write("name", required: true), Read("meta_model_name")]);

    private static readonly Resource BookShelf = Resource(
        "BookShelf",
        "/shelves/book/",
        [
            Write("name", required: true),
            Read("meta_model_name"),
            Write("owner", FieldType.Reference, "User", nullable: true),
            Write("keepers", FieldType.Reference, "User", list: true),
            Write("weights", FieldType.Integer, list: true),
        ],
        family: "Shelf",
        model: "library.bookshelf",
        filters:
        [
            new Filter { Name = "owner__username", Parameter = "OwnerName", Type = FieldType.Text },
            new Filter { Name = "mood", Parameter = "Mood", Type = FieldType.Text },
        ]);

    private static readonly Resource Label = Resource(
        "Label",
        "/labels/",
        [Write("name"), Write("shelf", FieldType.Reference, "Shelf", required: true)]);

    private static readonly Resource Token = Resource(
        "Token",
        "/core/tokens/",
        [
            Write("identifier", required: true),
            Write("intent", FieldType.Enum, values: ["verification", "api", "app_password"]),
            Write("user", FieldType.Reference, "User"),
            Write("expires", FieldType.Date, nullable: true),
        ],
        key: "identifier");

    private static readonly Resource Binding = Resource(
        "PolicyBinding",
        "/policies/bindings/",
        [
            Write("target", required: true),
            Write("user", FieldType.Reference, "User", nullable: true),
            Write("group", FieldType.Reference, "Group", nullable: true),
            Write("order", FieldType.Integer, required: true),
        ]);

    private static readonly Resource Proxy = Resource(
        "ProxyProvider",
        "/providers/proxy/",
        [Write("name", required: true), Write("mode", FieldType.Enum, values: ["proxy", "forward_single"]), Write("internal_host")]);

    [Fact]
    public async Task A_resource_of_any_name_can_be_made_listed_and_removed()
    {
        using var client = Client("2026.2.2", Shelf, BookShelf, Label);
        var made = await client.Post("/shelves/book/", Json.Of("""{ "name": "A", "owner": 5, "keepers": [5, 6] }"""));
        Assert.Equal((201, "library.bookshelf"), (made.Status, made["meta_model_name"]!.ToString()));
        Assert.Equal(201, (await client.Post("/labels/", Json.Of($$"""{ "shelf": "{{made["pk"]}}" }"""))).Status);
        Assert.Equal("A", Assert.Single((await client.Get("/shelves/all/")).Results)["name"]!.ToString());
        Assert.Equal(405, (await client.Post("/shelves/all/", Json.Of("{}"))).Status);

        var used = (await client.Get($"/shelves/all/{made["pk"]}/used_by/")).Json!.AsArray();
        Assert.Equal(["user", "user", "label"], used.Select(entry => entry!["model_name"]!.ToString()));
        await client.Delete("/core/users/5/");
        var after = await client.Get($"/shelves/book/{made["pk"]}/");
        Assert.Equal("null [6]", $"{Json.Text(after["owner"])} {Json.Text(after["keepers"])}");
        await client.Delete($"/shelves/all/{made["pk"]}/");
        Assert.Empty((await client.Get("/labels/")).Results);
    }

    [Fact]
    public async Task Items_of_a_plain_list_are_told_by_their_place()
    {
        using var client = Client("2026.2.2", Shelf, BookShelf);
        var came = await client.Post("/shelves/book/", Json.Of("""{ "name": "A", "weights": [1, "x"] }"""));
        Assert.Equal("""{"weights":{"1":["A valid integer is required."]}}""", Json.Text(came.Json));
    }

    [Fact]
    public async Task A_filter_leads_through_references_and_an_unknown_one_says_so()
    {
        using var client = Client("2026.2.2", Shelf, BookShelf);
        await client.Post("/shelves/book/", Json.Of("""{ "name": "A", "owner": 5 }"""));
        await client.Post("/shelves/book/", Json.Of("""{ "name": "B", "owner": 6 }"""));
        Assert.Equal("B", Assert.Single((await client.Get("/shelves/book/?owner__username=eve")).Results)["name"]!.ToString());
        Assert.Equal(501, (await client.Get("/shelves/book/?mood=blue")).Status);
    }

    [Theory]
    [InlineData("2024.8.6")]
    [InlineData("2026.2.2")]
    public async Task An_app_password_lives_no_longer_than_its_user_allows(string version)
    {
        using var client = Client(version, Token);
        var day = $$"""{ "identifier": "t", "user": 5, "intent": "app_password", "expires": "{{DateTime.UtcNow.AddDays(1):s}}Z" }""";
        var refused = await client.Post("/core/tokens/", Json.Of(day));
        Assert.Equal(400, refused.Status);
        Assert.StartsWith("Token expires exceeds maximum lifetime (", refused["expires"]![0]!.ToString(), StringComparison.Ordinal);
        await client.Patch("/core/users/5/", Json.Of(LongLived));
        Assert.Equal(201, (await client.Post("/core/tokens/", Json.Of(day))).Status);
    }

    [Fact]
    public async Task A_token_changes_hands_when_a_change_leaves_out_the_user()
    {
        using var client = Client("2026.2.2", Token);
        await client.Patch("/core/users/5/", Json.Of(LongLived));
        var made = await client.Post(
            "/core/tokens/",
            Json.Of("""{ "identifier": "t", "user": 5, "intent": "app_password", "expires": "2030-01-01T00:00:00Z" }"""));
        Assert.Equal(
            ("5", "app_password", "2030-01-01T00:00:00Z"),
            (made["user"]!.ToString(), made["intent"]!.ToString(), made["expires"]!.ToString()));
        Assert.Equal(
            """{"user":["User cannot be changed"]}""",
            Json.Text((await client.Patch("/core/tokens/t/", Json.Of("""{ "user": 6 }"""))).Json));
        var kept = await client.Patch("/core/tokens/t/", Json.Of("""{ "user": 5, "intent": "app_password" }"""));
        Assert.Equal(("5", "app_password"), (kept["user"]!.ToString(), kept["intent"]!.ToString()));
        var lost = await client.Patch("/core/tokens/t/", Json.Of("{}"));
        Assert.Equal(("3", "api"), (lost["user"]!.ToString(), lost["intent"]!.ToString()));
        Assert.NotEqual("2030-01-01T00:00:00Z", lost["expires"]!.ToString());
        Assert.Equal(400, (await client.Post("/core/tokens/", Json.Of("""{ "identifier": "not a slug" }"""))).Status);
    }

    [Theory]
    [InlineData("2024.10.5", """{ "order": 1 }""", 400, "One of 'policy', 'group' or 'user' must be set.")]
    [InlineData("2026.2.2", """{ "order": 1 }""", 405, null)]
    [InlineData("2026.2.2", """{ "order": 1, "target": "t" }""", 400, "One of 'group', 'policy', 'user' must be set.")]
    [InlineData("2026.2.2", """{ "order": 1, "target": "t", "user": 5 }""", 200, null)]
    public async Task A_binding_wants_its_target_and_subject_with_every_change(string version, string body, int status, string? message)
    {
        using var client = Client(version, Binding);
        var made = await client.Post("/policies/bindings/", Json.Of("""{ "target": "t", "user": 5, "order": 0 }"""));
        var came = await client.Patch($"/policies/bindings/{made["pk"]}/", Json.Of(body));
        Assert.Equal((status, message), (came.Status, came.Json?["non_field_errors"]?[0]!.ToString()));
    }

    [Fact]
    public async Task A_proxy_provider_wants_its_mode_with_every_change()
    {
        using var client = Client("2026.2.2", Proxy);
        var made = await client.Post("/providers/proxy/", Json.Of("""{ "name": "a", "mode": "forward_single" }"""));
        Assert.Equal(400, (await client.Patch($"/providers/proxy/{made["pk"]}/", Json.Of("""{ "name": "b" }"""))).Status);
        Assert.Equal(
            200,
            (await client.Patch($"/providers/proxy/{made["pk"]}/", Json.Of("""{ "name": "b", "mode": "forward_single" }"""))).Status);
    }

    [Fact]
    public async Task What_wants_a_licence_is_refused()
    {
        using var client = Client("2026.2.2", Resource("MtlsStage", "/stages/mtls/", [Write("name", required: true)]));
        var came = await client.Post("/stages/mtls/", Json.Of("""{ "name": "a" }"""));
        Assert.Equal("""{"non_field_errors":["Enterprise is required to create/update this object."]}""", Json.Text(came.Json));
    }
}
