using System.Text.Json.Nodes;
using Authentik.Access;
using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Client.Tests;

/// <summary>What would lock the caller out is found, and it costs requests only where it can.</summary>
public class OwnAccessTests
{
    private const string Old = "2025.10.4";
    private const string New = "2026.2.2";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Identity Own => Resources.User.MakeIdentity(5);

    private static Identity Other => Resources.User.MakeIdentity(6);

    [Fact]
    public async Task The_own_user_cannot_be_removed_or_deactivated_and_nothing_is_asked_for_that()
    {
        var (server, access) = Open();
        Assert.Equal(
            "User 'akadmin' is the user of this session. Removing it would end the session's access. Nothing was changed. Use -Force to "
                + "continue.",
            (await access.FindLossAsync(AccessChange.Remove(Own), Token))!.Refuse("akadmin").Message);
        Assert.Contains("Deactivating it would end", $"{await Set(access, Own, ("is_active", false))}", StringComparison.Ordinal);
        Assert.Null(await Set(access, Own, ("is_active", true), ("email", "a@example.com")));
        Assert.Null(await Set(access, Own, ("username", "renamed")));
        Assert.Null(await access.FindLossAsync(AccessChange.Remove(Other), Token));
        Assert.Null(await Set(access, Other, ("is_active", false), ("groups", Array.Empty<Identity>())));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(AuthenticationType.ApiToken, false)]
    [InlineData(AuthenticationType.AppPassword, true)]
    [InlineData(AuthenticationType.ClientSecret, true)]
    [InlineData(AuthenticationType.DeviceCode, false)]
    internal async Task Who_signs_in_by_name_cannot_be_renamed(AuthenticationType authentication, bool isLoss)
    {
        var access = new AccessServer(authentication: authentication).Open();
        Assert.Equal(isLoss, await Set(access, Own, ("username", "renamed")) is not null);
    }

    [Fact]
    public async Task Every_resource_with_a_mark_has_a_rule_and_the_other_way_round()
    {
        var marked = Resources.Book.Resources
            .Where(one => one.RemovalTouchesOwnAccess || OwnAccess.CanMatter(one)).Select(one => one.Noun)
            .Concat(Actions.All.Where(one => one.TouchesOwnAccess).SelectMany(one => one.TargetNouns))
            .Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(marked, Open().Access.Nouns.Order(StringComparer.Ordinal));
        Assert.Null(await Set(Open().Access, Resources.Role.MakeIdentity(Guid.NewGuid()), ("name", "x")));
    }

    [Fact]
    public async Task The_only_token_is_the_own_one_and_its_key_is_not_viewed()
    {
        var server = new AccessServer();
        var (own, foreign) = (server.AddToken("own", Fake.Token), server.AddToken("foreign", user: 6));
        var password = server.AddToken("password", intent: "app_password");
        var access = server.Open();
        Assert.Null(await Remove(access, foreign));
        Assert.Null(await Remove(access, password));
        Assert.Empty(server.Requests);
        Assert.StartsWith("Token 'own' is the token of this session.", $"{await Remove(access, own)}", StringComparison.Ordinal);
        Assert.Equal(["GET /core/tokens/"], server.Requests);
        Assert.NotNull(await Remove(access, own));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Of_several_tokens_the_key_of_the_meant_one_is_compared_until_the_own_one_is_known()
    {
        var server = new AccessServer();
        var (one, own, two) = (server.AddToken("one"), server.AddToken("own", Fake.Token), server.AddToken("two"));
        var access = server.Open();
        Assert.Null(await Remove(access, one));
        Assert.Equal(["GET /core/tokens/", "GET /core/tokens/one/view_key/"], server.Requests);
        Assert.NotNull(await Remove(access, own));
        var asked = server.Requests.Count;
        Assert.Null(await Remove(access, two));
        Assert.Null(await Remove(access, one));
        Assert.Equal(asked, server.Requests.Count);
    }

    [Fact]
    public async Task A_token_that_cannot_be_told_from_the_own_one_is_refused()
    {
        var server = new AccessServer { HidesKeys = true };
        var (token, _) = (server.AddToken("one"), server.AddToken("own", Fake.Token));
        var loss = await Remove(server.Open(), token);
        Assert.StartsWith("Token 'one' can be the token of this session", $"{loss}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("intent", "app_password", "Changing its intent")]
    [InlineData("intent", "api", null)]
    [InlineData("expiring", true, "It would expire, and that")]
    [InlineData("expiring", false, null)]
    [InlineData("description", "x", null)]
    public async Task What_ends_the_own_token_is_found(string field, object value, string? harm)
    {
        var server = new AccessServer();
        var token = server.AddToken("own", Fake.Token);
        var loss = await Set(server.Open(), Resources.Token.MakeIdentity(token), (field, value));
        Assert.Equal(harm, loss?.Effect.Replace($" {AccessLoss.Ends}", string.Empty, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2029-01-01", true)]
    [InlineData("2031-01-01", false)]
    public async Task An_app_password_must_not_expire_sooner(string date, bool isLoss)
    {
        var server = new AccessServer(authentication: AuthenticationType.AppPassword);
        var token = server.AddToken("own", Fake.Token, "app_password", expires: true);
        var expires = DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(isLoss, await Set(server.Open(), Resources.Token.MakeIdentity(token), ("expires", expires)) is not null);
    }

    [Theory]
    [InlineData("another", true)]
    [InlineData(Fake.Token, false)]
    public async Task Another_key_of_the_own_token_is_found(string key, bool isLoss)
    {
        var server = new AccessServer();
        var token = server.AddToken("own", Fake.Token);
        var values = new FieldValues();
        values.Set(Actions.SetTokenKey.Field("key"), SecretText.Protect(key));
        var change = AccessChange.Call(Actions.SetTokenKey, Resources.Token.MakeIdentity(token), values);
        Assert.Equal(isLoss, await server.Open().FindLossAsync(change, Token) is not null);
    }

    [Fact]
    public async Task The_last_superuser_group_cannot_be_left()
    {
        var server = new AccessServer();
        var admins = server.AddGroup(isSuperuser: true, isOwn: true);
        var access = server.Open();
        var group = Resources.Group.MakeIdentity(admins);
        Assert.NotNull(await Set(access, Own, ("groups", Array.Empty<Identity>())));
        Assert.NotNull(await Set(access, group, ("users", new[] { Other })));
        Assert.NotNull(await Set(access, group, ("is_superuser", false)));
        Assert.NotNull(await access.FindLossAsync(AccessChange.Remove(group), Token));
        Assert.Null(await Set(access, group, ("users", new[] { Other, Own })));
        Assert.Null(await Set(access, group, ("users", new[] { Resources.User.MakeIdentity("akadmin") })));
        Assert.Null(await Set(access, Own, ("groups", new[] { group })));
        Assert.Equal(["GET /core/users/5/", $"GET /core/groups/{admins}/"], server.Requests);
    }

    [Fact]
    public async Task Of_two_groups_only_the_second_one_is_refused()
    {
        var server = new AccessServer();
        Guid[] ids = [server.AddGroup(true, true), server.AddGroup(true, true)];
        var groups = ids.Select(id => Resources.Group.MakeIdentity(id)).ToList();
        var access = server.Open();
        Assert.Null(await access.FindLossAsync(AccessChange.Remove(groups[0]), Token));
        Assert.NotNull(await access.FindLossAsync(AccessChange.Remove(groups[1]), Token));
        Assert.Null(await access.FindLossAsync(AccessChange.Remove(groups[0]), Token));
    }

    [Theory]
    [InlineData(Old)]
    [InlineData(New)]
    public async Task What_cuts_the_way_to_a_parent_group_is_found(string version)
    {
        var server = new AccessServer(version);
        var top = server.AddGroup(isSuperuser: true);
        var middle = server.AddGroup(parents: top);
        server.AddGroup(false, true, middle);
        var other = server.AddGroup(parents: top);
        var access = server.Open();
        var field = version == Old ? "parent" : "parents";
        object? none = version == Old ? null : Array.Empty<Identity>();
        object same = version == Old ? Resources.Group.MakeIdentity(top) : new[] { Resources.Group.MakeIdentity(top) };
        Assert.NotNull(await access.FindLossAsync(AccessChange.Remove(Resources.Group.MakeIdentity(middle)), Token));
        Assert.NotNull(await access.FindLossAsync(AccessChange.Remove(Resources.Group.MakeIdentity(top)), Token));
        Assert.NotNull(await Set(access, Resources.Group.MakeIdentity(middle), (field, none)));
        Assert.Null(await Set(access, Resources.Group.MakeIdentity(middle), (field, same)));
        Assert.Null(await access.FindLossAsync(AccessChange.Remove(Resources.Group.MakeIdentity(other)), Token));
        Assert.Null(await Set(access, Resources.Group.MakeIdentity(other), (field, none)));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Who_is_no_superuser_loses_nothing_by_groups()
    {
        var server = new AccessServer { IsSuperuser = false };
        var group = Resources.Group.MakeIdentity(server.AddGroup(isSuperuser: true, isOwn: true));
        var access = server.Open();
        Assert.Null(await access.FindLossAsync(AccessChange.Remove(group), Token));
        Assert.Null(await Set(access, Own, ("groups", Array.Empty<Identity>())));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Groups_in_a_circle_end()
    {
        var server = new AccessServer();
        var (first, admins) = (Guid.NewGuid(), server.AddGroup(true, true));
        var loop = server.AddGroup(false, true, first);
        server.Add<Group>(Resources.Group, new JsonObject { ["pk"] = first, ["name"] = "f", ["parents"] = new JsonArray(loop) });
        Assert.NotNull(await server.Open().FindLossAsync(AccessChange.Remove(Resources.Group.MakeIdentity(admins)), Token));
    }

    [Theory]
    [InlineData(AuthenticationType.ApiToken, false, false, 0)]
    [InlineData(AuthenticationType.AppPassword, true, true, 1)]
    [InlineData(AuthenticationType.DeviceCode, true, false, 1)]
    internal async Task The_provider_and_the_application_of_the_session_are_found(
        AuthenticationType authentication, bool needsProvider, bool needsApplication, int requests)
    {
        var server = new AccessServer(authentication: authentication);
        var flow = Guid.NewGuid();
        var own = server.Add<OAuth2Provider>(Resources.OAuth2Provider, new JsonObject
        {
            ["pk"] = 7, ["name"] = "door", ["client_id"] = AccessServer.ClientId, ["assigned_application_slug"] = "door",
            ["authorization_flow"] = flow, ["property_mappings"] = new JsonArray(),
        });
        var other = server.Add<OAuth2Provider>(
            Resources.OAuth2Provider, new JsonObject { ["pk"] = 8, ["name"] = "other", ["client_id"] = "other" });
        var application = server.Add<Application>(
            Resources.Application, new JsonObject { ["pk"] = Guid.NewGuid(), ["name"] = "Door", ["slug"] = "door" });
        var access = server.Open();
        Assert.Equal(needsProvider, await Remove(access, own) is not null);
        Assert.Equal(needsProvider, await Set(access, Resources.OAuth2Provider.MakeIdentity(own), ("client_id", "new")) is not null);
        Assert.Null(await Remove(access, other));
        Assert.Equal(needsApplication, await Remove(access, application) is not null);
        Assert.Equal(needsApplication, await Set(access, Resources.Application.MakeIdentity(application), ("provider", null)) is not null);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task The_only_flow_to_sign_in_with_is_found(bool hasSecond, bool isLoss)
    {
        var server = new AccessServer();
        var own = AddFlow(server, "a-flow");
        AddFlow(server, "source-flow", bound: true);
        if (hasSecond)
        {
            AddFlow(server, "second-flow");
        }

        AddBrand(server, own.Pk!.Value);
        Assert.Equal(isLoss, await Remove(server.Open(), own) is not null);
        Assert.NotNull(await Set(server.Open(), Resources.Flow.MakeIdentity(own), ("authentication", "require_superuser")));
        Assert.Null(await Set(server.Open(), Resources.Flow.MakeIdentity(own), ("authentication", "require_unauthenticated")));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_brand_without_a_flow_needs_another_one(bool hasFlow, bool isLoss)
    {
        var server = new AccessServer();
        AddFlow(server, "source-flow", bound: true);
        if (hasFlow)
        {
            AddFlow(server, "default-flow");
        }

        var brand = AddBrand(server, Guid.NewGuid());
        var other = server.Add<Brand>(
            Resources.Brand, new JsonObject { ["brand_uuid"] = Guid.NewGuid(), ["domain"] = "o", ["default"] = false });
        Assert.Equal(isLoss, await Remove(server.Open(), brand) is not null);
        Assert.Equal(isLoss, await Set(server.Open(), Resources.Brand.MakeIdentity(brand), ("flow_authentication", null)) is not null);
        Assert.Equal(isLoss, await Set(server.Open(), Resources.Brand.MakeIdentity(brand), ("default", false)) is not null);
        var access = server.Open();
        Assert.Null(await Remove(access, other));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("authentik_stages_user_login.userloginstage", true)]
    [InlineData("authentik_stages_identification.identificationstage", true)]
    [InlineData("authentik_stages_password.passwordstage", false)]
    public async Task The_stages_that_sign_in_stay(string model, bool isLoss)
    {
        var server = new AccessServer();
        var (own, other) = (AddFlow(server, "a-flow", isDraft: true), AddFlow(server, "second-flow"));
        AddBrand(server, own.Pk!.Value);
        foreach (var needed in new[] { Identification, Login }.Where(needed => needed != model))
        {
            Bind(server, AddStage(server, needed), own);
        }

        var stage = AddStage(server, model);
        var binding = Bind(server, stage, own);
        Assert.Equal(isLoss, await Remove(server.Open(), stage) is not null);
        Assert.Equal(isLoss, await Remove(server.Open(), binding) is not null);
        Assert.Null(await Remove(server.Open(), Bind(server, AddStage(server, model), other)));

        // Of two, one can go, but not both.
        var second = Bind(server, AddStage(server, model), own);
        var access = server.Open();
        Assert.Null(await Remove(access, second));
        Assert.Equal(isLoss, await Remove(access, binding) is not null);
    }

    [Fact]
    public async Task A_flow_without_its_stages_signs_nobody_in()
    {
        var server = new AccessServer();
        var (own, draft) = (AddFlow(server, "a-flow"), AddFlow(server, "draft", isDraft: true));
        var brand = AddBrand(server, own.Pk!.Value);
        Assert.NotNull(await Remove(server.Open(), own));
        var identity = Resources.Brand.MakeIdentity(brand);
        Assert.NotNull(await Set(server.Open(), identity, ("flow_authentication", Resources.Flow.MakeIdentity(draft))));
        Assert.Null(await Set(server.Open(), identity, ("flow_authentication", Resources.Flow.MakeIdentity(own))));
        Assert.Null(await Remove(server.Open(), Bind(server, AddStage(server, Login), draft)));
    }

    [Fact]
    public async Task A_binding_keeps_its_flow_and_the_kind_of_its_stage()
    {
        var server = new AccessServer();
        var (own, other) = (AddFlow(server, "a-flow", isDraft: true), AddFlow(server, "other", isDraft: true));
        AddBrand(server, own.Pk!.Value);
        Bind(server, AddStage(server, Identification), own);
        var binding = Resources.FlowStageBinding.MakeIdentity(Bind(server, AddStage(server, Login), own));
        var (password, login) = (AddStage(server, "authentik_stages_password.passwordstage"), AddStage(server, Login));
        Assert.NotNull(await Set(server.Open(), binding, ("stage", Resources.Stage.MakeIdentity(password))));
        Assert.Null(await Set(server.Open(), binding, ("stage", Resources.Stage.MakeIdentity(login))));
        Assert.NotNull(await Set(server.Open(), binding, ("target", Resources.Flow.MakeIdentity(other))));
        Assert.Null(await Set(server.Open(), binding, ("target", Resources.Flow.MakeIdentity(own))));
    }

    private const string Login = "authentik_stages_user_login.userloginstage";
    private const string Identification = "authentik_stages_identification.identificationstage";

    private static Brand AddBrand(AccessServer server, Guid flow) => server.Add<Brand>(Resources.Brand, new JsonObject
    {
        ["brand_uuid"] = Guid.NewGuid(), ["domain"] = "d", ["default"] = true, ["flow_authentication"] = flow,
    });

    private static Stage AddStage(AccessServer server, string model) => server.Add<Stage>(
        Resources.Stage, new JsonObject { ["pk"] = Guid.NewGuid(), ["name"] = $"stage {model}", ["meta_model_name"] = model });

    private static FlowStageBinding Bind(AccessServer server, Stage stage, Flow flow) => server.Add<FlowStageBinding>(
        Resources.FlowStageBinding,
        new JsonObject
        {
            ["pk"] = Guid.NewGuid(), ["target"] = flow.Pk!.Value, ["stage"] = stage.Pk!.Value, ["order"] = 10,
            ["stage_obj"] = new JsonObject { ["pk"] = stage.Pk!.Value, ["meta_model_name"] = stage.MetaModelName },
        });

    private static Flow AddFlow(AccessServer server, string slug, bool bound = false, bool isDraft = false)
    {
        var flow = server.Add<Flow>(Resources.Flow, new JsonObject
        {
            ["pk"] = Guid.NewGuid(), ["policybindingmodel_ptr_id"] = Guid.NewGuid(), ["slug"] = slug, ["name"] = slug,
            ["designation"] = "authentication", ["authentication"] = "none",
            ["policies"] = bound ? new JsonArray(Guid.NewGuid()) : new JsonArray(),
        });
        foreach (var model in isDraft ? [] : new[] { Identification, Login })
        {
            Bind(server, AddStage(server, model), flow);
        }

        return flow;
    }

    private static (AccessServer Server, OwnAccess Access) Open()
    {
        var server = new AccessServer();
        return (server, server.Open());
    }

    private static Task<AccessLoss?> Remove(OwnAccess access, AuthentikObject target) =>
        access.FindLossAsync(AccessChange.Remove(target.Resource!.MakeIdentity(target)), Token);

    private static Task<AccessLoss?> Set(OwnAccess access, Identity target, params (string Field, object? Value)[] values)
    {
        var given = new FieldValues();
        foreach (var (field, value) in values)
        {
            given.Set(target.Resource.GetField(field), value);
        }

        return access.FindLossAsync(AccessChange.Set(target, given), Token);
    }
}
