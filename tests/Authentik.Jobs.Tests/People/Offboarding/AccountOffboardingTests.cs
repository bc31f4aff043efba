using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.People.Offboarding;

public sealed class AccountOffboardingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    private string RecordPath => Path.Combine(folder, "left.json");

    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Takes_all_and_does_nothing_the_second_time(string version)
    {
        server = new JobServer(version);
        await server.JoinAsync("staff", "jdoe");
        server.Forget();

        var result = await RunAsync("jdoe");
        Assert.Equal(JobStatus.Changed, result.Status);
        Assert.Empty(result.NotDone);
        Assert.Equal(["Deactivate the account", "End 1 session", "Remove the token 'jdoe-mail' (app_password)"], result.Done.Take(3));
        Assert.Contains("Leave the group 'staff'", result.Done);
        Assert.Contains(result.Left, one => one is { Kind: "group", Name: "staff" });
        Assert.StartsWith("PATCH /core/users/5/", server.Writes.First(), StringComparison.Ordinal);

        var user = await server.Jobs.GetAsync<User>(Resources.User.MakeIdentity("jdoe"), Cancellation);
        Assert.False(user.IsActive);
        Assert.Empty(user.Groups!);
        server.Forget();
        Assert.Equal(JobStatus.Unchanged, (await RunAsync("jdoe")).Status);
        Assert.Empty(server.Writes);
        Assert.InRange(server.Seen.Count, 10, 14);
    }

    [Fact]
    public async Task Writes_the_record_before_the_first_change_for_its_owner_alone()
    {
        await server.JoinAsync("staff", "jdoe");
        var seen = new List<bool>();
        server.Before = line =>
        {
            if (!line.StartsWith("GET ", StringComparison.Ordinal))
            {
                seen.Add(File.Exists(RecordPath));
            }
        };
        var result = await RunAsync("jdoe", Options(RecordPath));
        Assert.Equal(RecordPath, result.RecordPath);
        Assert.NotEmpty(seen);
        Assert.All(seen, Assert.True);
        var text = await File.ReadAllTextAsync(RecordPath, Cancellation);
        Assert.Contains("\"jdoe-mail\"", text, StringComparison.Ordinal);
        Assert.Contains("\"staff\"", text, StringComparison.Ordinal);
        Assert.Equal([RecordPath], Directory.GetFiles(folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(RecordPath));
        }
    }

    [Fact]
    public async Task Changes_nothing_if_the_record_cannot_be_written()
    {
        var gone = Directory.CreateDirectory(Path.Combine(folder, "gone"));
        var plan = await PlanAsync("jdoe", Options(Path.Combine(gone.FullName, "left.json")));
        gone.Delete();
        server.Forget();
        var result = await plan.RunAsync(Cancellation);
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Empty(result.Done);
        Assert.Empty(server.Writes);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"format\": \"authentik-disabled-users\", \"version\": 2, \"server\": \"https://sandbox.invalid/\"}")]
    [InlineData("{\"format\": \"authentik-disabled-users\", \"version\": 1, \"server\": \"https://other.invalid/\"}")]
    [InlineData("a,b")]
    public async Task Leaves_another_file_alone_and_changes_nothing(string content)
    {
        await File.WriteAllTextAsync(RecordPath, content, Cancellation);
        server.Forget();
        await Assert.ThrowsAsync<InputException>(() => PlanAsync("jdoe", Options(RecordPath)));
        Assert.Equal(content, await File.ReadAllTextAsync(RecordPath, Cancellation));
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Keeps_everything_of_a_user_who_cannot_be_deactivated()
    {
        server.Refuses = line => line.StartsWith("PATCH /core/users/", StringComparison.Ordinal);
        var result = await RunAsync("jdoe");
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Empty(result.Done);
        Assert.Contains("Remove the token 'jdoe-mail' (app_password)", result.NotDone);
        Assert.Single(server.Writes);
    }

    [Fact]
    public async Task One_step_that_fails_has_its_reason_and_the_others_follow()
    {
        server.Refuses = line => line == "DELETE /core/tokens/jdoe-mail/";
        var result = await RunAsync("jdoe");
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Equal(["Remove the token 'jdoe-mail' (app_password)"], result.NotDone);
        Assert.Contains("permission", result.Reason, StringComparison.Ordinal);
        server.Refuses = null;
        Assert.Equal(["Remove the token 'jdoe-mail' (app_password)"], (await RunAsync("jdoe")).Done);
    }

    [Fact]
    public async Task A_list_that_is_refused_is_told_and_the_rest_is_done()
    {
        server.Refuses = line => line.StartsWith("GET /core/user_consent/", StringComparison.Ordinal);
        var result = await RunAsync("jdoe");
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Equal(["Remove consents"], result.NotDone);
        Assert.Contains("Deactivate the account", result.Done);
    }

    [Fact]
    public async Task Goes_on_after_it_was_stopped_in_the_middle()
    {
        using var stop = new CancellationTokenSource();
        server.Before = line =>
        {
            if (line == "DELETE /core/tokens/jdoe-mail/")
            {
                stop.Cancel();
            }
        };
        var plan = await PlanAsync("jdoe", Options(RecordPath));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plan.RunAsync(stop.Token));
        server.Before = null;
        Assert.Equal(JobStatus.Changed, (await RunAsync("jdoe", Options(RecordPath))).Status);
        server.Forget();
        Assert.Equal(JobStatus.Unchanged, (await RunAsync("jdoe", Options(RecordPath))).Status);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Keeps_what_is_to_be_kept_and_asks_for_none_of_it()
    {
        await server.JoinAsync("staff", "jdoe");
        server.Forget();
        var all = new OffboardingOptions { Kept = Enum.GetValues<UserPart>() };
        Assert.Equal(["Deactivate the account"], (await RunAsync("jdoe", all)).Done);
        Assert.DoesNotContain(server.Seen, line => line.Contains("/core/tokens/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaves_the_last_binding_of_an_application()
    {
        await server.BindAsync("diary", "jdoe");
        await server.BindAsync("wiki", "jdoe", "eve");
        var kept = (await RunAsync("jdoe")).Left.Where(one => one.Kind is "application" or "policy binding");
        Assert.Equal(["application 'diary'", "policy binding 'wiki'"], kept.Select(one => one.ToString()).Order());

        var result = await RunAsync("jdoe", new OffboardingOptions { RemovesBindings = true });
        Assert.Equal(["Remove the binding on application 'wiki'"], result.Done);
        Assert.Equal(["application 'diary'"], result.Left.Where(one => one.Kind == "application").Select(one => one.ToString()));
        Assert.Equal(JobStatus.Unchanged, (await RunAsync("jdoe", new OffboardingOptions { RemovesBindings = true })).Status);
    }

    [Theory]
    [InlineData("jdoe", "eve")]
    [InlineData("jdoe", "jdoe")]
    public async Task Leaves_one_binding_of_an_application_that_only_people_who_leave_could_open(string first, string second)
    {
        await server.BindAsync("diary", first, second);
        var job = new AccountOffboarding(server.Jobs, new OffboardingOptions { RemovesBindings = true });
        var plans = new List<JobPlan<DisabledUser>>();
        foreach (var name in new[] { first, second }.Distinct())
        {
            plans.Add(await job.PlanAsync(Resources.User.MakeIdentity(name), Cancellation));
        }

        Assert.Single(plans.SelectMany(plan => plan.Steps), step => step.Description == "Remove the binding on application 'diary'");
        Assert.Contains(plans[^1].Result.Left, one => one is { Kind: "application", Name: "diary" });
    }

    [Fact]
    public async Task The_same_user_again_is_unchanged_and_recorded_once()
    {
        var job = new AccountOffboarding(server.Jobs, Options(RecordPath));
        var plans = new List<JobPlan<DisabledUser>>();
        foreach (var name in new[] { "jdoe", "jdoe", "eve" })
        {
            plans.Add(await job.PlanAsync(Resources.User.MakeIdentity(name), Cancellation));
        }

        var results = new List<JobStatus>();
        foreach (var plan in plans)
        {
            results.Add((await plan.RunAsync(Cancellation)).Status);
        }

        Assert.Equal([JobStatus.Changed, JobStatus.Unchanged, JobStatus.Changed], results);
        var record = await new RecordFile(RecordPath).ReadAsync(server.Session.Uri, Cancellation);
        Assert.Equal(["jdoe", "eve"], record.Users.Select(user => user.Username));
    }

    [Fact]
    public async Task Removes_no_row_of_another_user_if_the_server_ignores_a_filter()
    {
        var other = await server.UserAsync("other");
        await server.TokenAsync("other-token", other);
        server.Before = null;
        var all = string.Empty;
        server.Answers = line => line.StartsWith("GET /core/tokens/?user__username=jdoe", StringComparison.Ordinal) ? all : null;
        all = """
            {"pagination": {"next": 0, "previous": 0, "count": 1, "current": 1, "total_pages": 1, "start_index": 1, "end_index": 1},
             "results": [{"pk": "11111111-1111-4111-8111-111111111111", "identifier": "other-token", "user": OTHER, "intent": "api"}]}
            """.Replace("OTHER", $"{other.Pk}", StringComparison.Ordinal);
        var result = await RunAsync("jdoe");
        Assert.Equal(JobStatus.Changed, result.Status);
        Assert.DoesNotContain(server.Writes, write => write.Contains("other-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refuses_the_caller_and_the_last_superuser()
    {
        server.Session.UserId = 3;
        server.Forget();
        Assert.Equal(InputProblem.OwnAccess, (await Assert.ThrowsAsync<InputException>(() => PlanAsync("akadmin"))).Problem);
        server.Session.UserId = 5;
        var last = await Assert.ThrowsAsync<InputException>(() => PlanAsync("akadmin"));
        Assert.Contains("last active superuser", last.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
        var forced = await PlanAsync("akadmin", new OffboardingOptions { IsForced = true });
        Assert.Contains(forced.Result.Left, one => one.Kind == "superuser");
    }

    [Fact]
    public async Task Says_what_a_caller_who_is_no_superuser_cannot_see()
    {
        server.Session.IsSuperuser = false;
        server.Answers = line => line.StartsWith("GET /core/tokens/", StringComparison.Ordinal)
            || line.StartsWith("GET /core/authenticated_sessions/", StringComparison.Ordinal)
                ? """
                  {"pagination": {"next": 0, "previous": 0, "count": 0, "current": 1, "total_pages": 1, "start_index": 0, "end_index": 0},
                   "results": []}
                  """
                : null;
        var result = await RunAsync("jdoe");
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Contains("isn't known", result.Reason, StringComparison.Ordinal);
        Assert.Contains("Remove tokens", result.NotDone);
        Assert.Contains("Remove sessions", result.NotDone);
        Assert.Contains("Deactivate the account", result.Done);
    }

    [Fact]
    public async Task Finds_the_service_accounts_and_tokens_that_the_user_created()
    {
        var service = await server.ServiceAsync("robot");
        var token = await server.TokenAsync("robot-key", service);
        server.Answers = line => !line.StartsWith("GET /events/events/", StringComparison.Ordinal) ? null
            : line.Contains("context_model_name=token", StringComparison.Ordinal) ? Event("token", $"{token.Pk:N}", "robot-key (expires)")
            : Event("user", $"{service.Pk}", "robot");
        var left = (await RunAsync("jdoe")).Left;
        Assert.Contains(left, one => one is { Kind: "service account", Name: "robot" });
        Assert.Contains(left, one => one is { Kind: "token", Name: "robot-key" } && one.Why.Contains("'robot'", StringComparison.Ordinal));
    }

    private static string Event(string model, string pk, string name) =>
        """
        {"pagination": {"next": 0, "previous": 0, "count": 1, "current": 1, "total_pages": 1, "start_index": 1, "end_index": 1},
         "results": [{"pk": "22222222-2222-4222-8222-222222222222", "action": "model_created", "user": {"pk": 5, "username": "jdoe"},
          "context": {"model": {"pk": "PK", "app": "authentik_core", "name": "NAME", "model_name": "MODEL"}}}]}
        """.Replace("PK", pk, StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal)
            .Replace("MODEL", model, StringComparison.Ordinal);

    private static OffboardingOptions Options(string path) => new() { Record = new RecordFile(path) };

    private Task<JobPlan<DisabledUser>> PlanAsync(string name, OffboardingOptions? options = null) =>
        new AccountOffboarding(server.Jobs, options ?? new()).PlanAsync(Resources.User.MakeIdentity(name), Cancellation);

    private async Task<DisabledUser> RunAsync(string name, OffboardingOptions? options = null) =>
        await (await PlanAsync(name, options)).RunAsync(Cancellation);
}
