using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Configuration.Files;

namespace Authentik.Configuration.Tests.Files;

/// <summary>What a folder can contain, and what is said of everything else.</summary>
public class FolderReadingTests
{
    [Fact]
    public async Task What_was_exported_is_read()
    {
        ConfigurationObject[] objects =
        [
            TestFolder.Make("Blueprint", """{"name": "own", "content": "version: 1\n"}"""),
            TestFolder.Make("FlowStageBinding", """{"target": "sign-in", "stage": "password", "order": 10}"""),
            TestFolder.Make(
                "Group",
                """{"name": "a\u0001 '\uD83D\uDE00'", "is_superuser": true, "attributes": {"n": null, "yes": "0123"}, "parents": ["b"]}"""),
            TestFolder.Make("ScopeMapping", """{"name": "m", "scope_name": "s", "expression": "return {}\r\n  \n"}"""),
        ];
        foreach (var format in new[] { DocumentFormats.Yaml, DocumentFormats.Json })
        {
            using var folder = new TestFolder();
            folder.Export(new FolderWriteOptions { Format = format }, objects);
            var content = await folder.ReadAsync();
            Assert.Empty(content.Notices);
            Assert.Equal(objects.Select(one => one.Resource.Noun), content.Objects.Select(one => one.Resource.Noun));
            Assert.All(objects.Zip(content.Objects), pair => Assert.All(
                pair.First.Values, value => Assert.Equal(value.Value?.ToJsonString(), pair.Second.Values[value.Key]?.ToJsonString())));
        }
    }

    [Fact]
    public async Task Absent_fields_have_their_defaults()
    {
        using var folder = new TestFolder();
        folder.Write("Group/a.yaml", "# comment\nname: a\n\nis_superuser: true\n");
        var one = Assert.Single((await folder.ReadAsync()).Objects);
        Assert.Equal(new JsonObject().ToJsonString(), one.Values["attributes"]!.ToJsonString());
        Assert.Equal("Group/a.yaml:4", one.Origin!.Of("is_superuser"));
        Assert.Equal("Group/a.yaml:2", one.Origin.ToString());
        Assert.False(one.Values.ContainsKey("users"));
    }

    [Fact]
    public async Task Yaml_and_json_can_be_mixed()
    {
        using var folder = new TestFolder();
        folder.Write("Group/a.yaml", "name: a\n");
        folder.Write("Group/b.json", """{"name": "b"}""");
        folder.Write("Group/c.yml", "name: c\r\n");
        Assert.Equal(["a", "b", "c"], (await folder.ReadAsync()).Objects.Select(one => one.Values["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Keys_of_references_get_the_order_by_which_objects_are_known()
    {
        using var folder = new TestFolder();
        folder.Write("PolicyBinding/a.yaml", "target: {FlowStageBinding: {stage: s, number: 2, target: t}}\norder: 1\n");
        var one = Assert.Single((await folder.ReadAsync()).Objects);
        Assert.Equal("""{"FlowStageBinding":{"target":"t","stage":"s","number":2}}""", one.Values["target"]!.ToJsonString());
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_told()
    {
        using var folder = new TestFolder();
        Assert.Equal([$"{folder.Path}: The folder doesn't exist."], await folder.FindProblemsAsync());
    }

    [Fact]
    public async Task A_folder_without_objects_needs_an_export()
    {
        using var folder = new TestFolder();
        folder.Write("README.md", "x");
        Assert.Contains("no objects", Assert.Single(await folder.FindProblemsAsync()), StringComparison.Ordinal);
        folder.Export(new FolderWriteOptions { Force = true });
        var content = await folder.ReadAsync();
        Assert.Empty(content.Objects);
        Assert.Empty(content.Notices);
    }

    [Fact]
    public async Task A_folder_whose_exported_objects_are_all_gone_is_read_with_a_notice()
    {
        using var folder = new TestFolder();
        folder.Export(TestFolder.Make("Group", """{"name": "a"}"""));
        File.Delete(folder.FullPath("Group/a.yaml"));
        var content = await folder.ReadAsync();
        Assert.Empty(content.Objects);
        Assert.Equal(["The folder has none of the objects that were exported into it."], content.Notices);
    }

    [Fact]
    public async Task What_is_not_read_is_told()
    {
        using var folder = new TestFolder();
        folder.Write("Group/a.yaml", "name: a\n");
        folder.Write("Group/notes.txt", "x");
        folder.Write("Group/.hidden.yaml", "x");
        folder.Write("Group/more/b.yaml", "name: b\n");
        folder.Write("top.yaml", "x");
        folder.Write("README.md", "x");
        folder.Write(".git/config", "x");
        Assert.Equal(
            [
                "top.yaml wasn't read, because it isn't in the folder of a kind.",
                "Group/notes.txt wasn't read, because no document refers to it.",
                "Group/more/ wasn't read, because kinds have no folders of their own.",
            ],
            (await folder.ReadAsync()).Notices);
    }

    [Theory]
    [InlineData("Group/a.yaml", "name: a\nnam: b\n", "Group/a.yaml:2: Unknown field: nam (did you mean name?).")]
    [InlineData("Group/a.yaml", "name: a\npk: b\n", "Group/a.yaml:2: The field pk isn't part of a configuration. Remove it.")]
    [InlineData("Group/a.yaml", "name: a\nusers: [1]\n", "Group/a.yaml:2: The field users isn't part of a configuration. Remove it.")]
    [InlineData(
        "Group/a.yaml", "name: a\nis_superuser: 'yes'\n",
        "Group/a.yaml:2: is_superuser must be true or false, not the string 'yes'.")]
    [InlineData("Group/a.yaml", "name: 0123\n", "Group/a.yaml:1: name must be a string, not the number 123.")]
    [InlineData("Group/a.yaml", "is_superuser: true\n", "Group/a.yaml:1: name is missing. The group is known by it.")]
    [InlineData("Group/a.yaml", "name: a\nparents: b\n", "Group/a.yaml:2: parents must be a list, not the string 'b'.")]
    [InlineData(
        "Group/a.yaml", "name: a\nparents: [b, 1]\n",
        "Group/a.yaml:2: parents[1] must be the name of a group as a string. Put it in quotes if it's one.")]
    [InlineData("Group/a.yaml", "name: a\n<<<<<<< HEAD\n", "Group/a.yaml:2: There's a merge conflict (<<<<<<< HEAD). Resolve it.")]
    [InlineData("Group/a.json", "{\"name\":\n", "Group/a.json:2: It isn't valid JSON: ")]
    [InlineData("Group/a.yaml", "name: 'a", "Group/a.yaml:1: It isn't valid YAML: ")]
    [InlineData("Group/a.yaml", "name: a\nx: \0\n", "Group/a.yaml:2: It contains a NUL character, so it isn't a text file.")]
    [InlineData("Grop/a.yaml", "name: a\n", "Grop/: Unknown kind of object: Grop (did you mean Group?).")]
    [InlineData("group/a.yaml", "name: a\n", "group/: Unknown kind of object: group (did you mean Group?).")]
    [InlineData("Token/a.yaml", "identifier: a\n", "Token/: tokens aren't configuration. Remove the folder.")]
    [InlineData("Group/a.yaml", "name: 'a '\n", "Group/a.yaml:1: name begins or ends with a space, which authentik removes. Remove it.")]
    [InlineData("User/a.yaml", "username: a\npassword: b\n", "User/a.yaml:2: Unknown field: password")]
    [InlineData(
        "FlowStageBinding/a.yaml", "target: t\nstage: s\norder: 1.5\n",
        "FlowStageBinding/a.yaml:3: order must be an integer, not the number 1.5.")]
    [InlineData("FlowStageBinding/a.yaml", "order: 1\n", "FlowStageBinding/a.yaml:1: At least one of target, stage is missing.")]
    [InlineData("PolicyBinding/a.yaml", "target: app\n", "PolicyBinding/a.yaml:1: target must name the kind of the object, such as { ")]
    [InlineData(
        "PolicyBinding/a.yaml", "target: {Grup: app}\n",
        "PolicyBinding/a.yaml:1: target can't refer to an object of the kind Grup")]
    [InlineData(
        "CertificateKeyPair/a.yaml", "name: a\nkey_data: hunter2\n",
        "CertificateKeyPair/a.yaml:2: key_data is a secret, and secrets aren't kept in files.")]
    [InlineData(
        "ScopeMapping/a.yaml", "name: a\nexpression: {file: ../../x.py}\n",
        "ScopeMapping/a.yaml:2: '../../x.py' isn't the name of a file in this folder.")]
    [InlineData(
        "ScopeMapping/a.yaml", "name: a\nexpression: {file: /etc/passwd}\n",
        "ScopeMapping/a.yaml:2: '/etc/passwd' isn't the name of a file in this folder.")]
    [InlineData(
        "ScopeMapping/a.yaml", "name: a\nexpression: {file: '..\\x'}\n",
        "ScopeMapping/a.yaml:2: '..\\x' isn't the name of a file in this folder.")]
    [InlineData(
        "ScopeMapping/a.yaml", "name: a\nexpression: {file: 'a.py:x'}\n",
        "ScopeMapping/a.yaml:2: 'a.py:x' isn't the name of a file in this folder.")]
    [InlineData(
        "ScopeMapping/a.yaml", "name: a\nexpression: {file: b.py}\n",
        "ScopeMapping/a.yaml:2: There's no file b.py in this folder.")]
    [InlineData("ScopeMapping/a.yaml", "name: a\nexpression: {file: a.yaml}\n", "ScopeMapping/a.yaml:2: The file refers to itself.")]
    [InlineData(
        "ScopeMapping/a.yaml", "name: a\nexpression: {file: a.py, b: c}\n",
        "ScopeMapping/a.yaml:2: expression must be a string, not an object with keys and values.")]
    [InlineData(
        "OAuth2Provider/a.yaml", "name: a\nredirect_uris:\n  - urll: x\n",
        "OAuth2Provider/a.yaml:2: redirect_uris[0] has no part urll (did you mean url?).")]
    [InlineData("Role/a.yaml", "name: a\nobject_permissions:\n", "Role/a.yaml:2: object_permissions can't be null.")]
    [InlineData(
        "Role/a.yaml", "name: a\nobject_permissions: x\n",
        "Role/a.yaml:2: object_permissions must be a list, not the string 'x'.")]
    [InlineData("Role/a.yaml", "name: a\nobject_permissions: [null]\n", "Role/a.yaml:2: object_permissions[0] can't be null.")]
    [InlineData(
        "Role/a.yaml", "name: a\nobject_permissions: [a.view_b]\n",
        "Role/a.yaml:2: object_permissions[0] must be an object with keys and values, not the string 'a.view_b'.")]
    [InlineData(
        "Role/a.yaml", "name: a\nobject_permissions: [{permission: a.view_b}]\n",
        "Role/a.yaml:2: object_permissions[0] has no object.")]
    [InlineData(
        "Role/a.yaml", "name: a\nobject_permissions: [{permission: a.view_b, object: null}]\n",
        "Role/a.yaml:2: object_permissions[0] has no object.")]
    [InlineData(
        "Role/a.yaml", "name: a\nobject_permissions: [{object: {Group: b}}]\n",
        "Role/a.yaml:2: object_permissions[0] has no permission.")]
    [InlineData(
        "Role/a.yaml", "name: a\nobject_permissions: [{permission: 1, object: {Group: b}}]\n",
        "Role/a.yaml:2: object_permissions[0].permission must be a string, not the number 1.")]
    [InlineData(
        "Role/a.yaml", "name: a\nobject_permissions: [{permission: a.view_b, object: b}]\n",
        "Role/a.yaml:2: object_permissions[0].object must name the kind of the object, such as { Application: NAME }.")]
    [InlineData(
        "Role/a.yaml", "name: a\nobject_permissions: [{permission: a.view_b, object: {Grop: b}}]\n",
        "Role/a.yaml:2: object_permissions[0].object can't refer to an object of the kind Grop (did you mean Group?).")]
    [InlineData(
        "Role/a.yaml", "name: a\nobject_permissions: [{permission: a.view_b, object: {User: b}}]\n",
        "Role/a.yaml:2: object_permissions[0].object can't refer to an object of the kind User")]
    [InlineData(
        "Role/a.yaml", "name: a\nobject_permissions: [{permission: a.view_b, object: {Group: 7}}]\n",
        "Role/a.yaml:2: object_permissions[0].object must be the name of a group as a string.")]
    [InlineData(
        "Role/a.yaml", "name: a\nobject_permissions: [{permission: a.view_b, objct: {Group: b}}]\n",
        "Role/a.yaml:2: object_permissions[0] has no part objct (did you mean object?).")]
    public async Task Faults_have_a_file_and_a_line(string path, string text, string problem)
    {
        using var folder = new TestFolder();
        folder.Write(path, text);
        Assert.StartsWith(problem, Assert.Single(await folder.FindProblemsAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{ "server": 5 }""")]
    [InlineData("""{ "server": "https://a/", "ids": [] }""")]
    [InlineData("""{ "server": "https://a/", "ids": { "Group/a.yaml": null } }""")]
    [InlineData("""{ "server": "https://a/", "ids": { "Group/a.yaml": 5 } }""")]
    public async Task Ids_that_no_export_wrote_are_told(string text)
    {
        using var folder = new TestFolder();
        folder.Write("Group/a.yaml", "name: a\n");
        folder.Write(RememberedIds.DocumentName, text);
        Assert.StartsWith(
            $"{RememberedIds.DocumentName}:1: It isn't as it was written",
            Assert.Single(await folder.FindProblemsAsync()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_are_known_on_their_own_server()
    {
        var server = new ServerMark(new Uri("https://a.example.com/"), ["1", "2"]);
        using var folder = new TestFolder();
        folder.Write("Group/a.yaml", "name: a\n");
        var ids = new Dictionary<string, string> { ["Group/a.yaml"] = "7" };
        folder.Write(RememberedIds.DocumentName, new RememberedIds(server, ids).Write());
        var content = await folder.ReadAsync();
        var one = Assert.Single(content.Objects);
        Assert.Equal("7", content.Ids.Find(one));
        Assert.True(content.Ids.AreOf(server with { Proof = ["2", "3"] }));
        Assert.False(content.Ids.AreOf(server with { Uri = new Uri("https://b.example.com/") }));
        Assert.False(content.Ids.AreOf(server with { Proof = ["3"] }), "A server that was set up again has other ids.");
        Assert.False(new RememberedIds().AreOf(server));
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        using var folder = new TestFolder();
        folder.Write("Grop/a.yaml", "name: a\n");
        folder.Write("Group/a.yaml", "naem: a\nis_superuser: 1\n");
        folder.Write("Group/b.yaml", "name: 'a\n");
        folder.Write("Group/c.yaml", [0x6E, 0x0A, 0xC3, 0x28]);
        var problems = await folder.FindProblemsAsync();
        Assert.Equal(
            ["Grop/:", "Group/a.yaml:1:", "Group/a.yaml:1:", "Group/a.yaml:2:", "Group/b.yaml:", "Group/c.yaml:2:"],
            problems.Select(one => one[..(one.IndexOf(": ", StringComparison.Ordinal) + 1)]
                    .Replace("b.yaml:2", "b.yaml", StringComparison.Ordinal)
                    .Replace("b.yaml:1", "b.yaml", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        var error = await Assert.ThrowsAsync<ConfigurationFileException>(folder.ReadAsync);
        Assert.StartsWith("The files have 6 problems:\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_code_have_their_own_file()
    {
        using var folder = new TestFolder();
        folder.Write("ScopeMapping/a.yaml", "name: a\nscope_name: a\nexpression: {file: a.py}\n");
        folder.Write("ScopeMapping/a.py", "x\n>>>>>>> theirs\n");
        Assert.Equal(["ScopeMapping/a.py:2: There's a merge conflict (>>>>>>> theirs). Resolve it."], await folder.FindProblemsAsync());
    }

    [Fact]
    public async Task Large_files_are_refused()
    {
        using var folder = new TestFolder();
        folder.Write("Group/a.yaml", new byte[PlainText.MostBytes + 1]);
        Assert.Equal(["Group/a.yaml:1: It's larger than 16 MB."], await folder.FindProblemsAsync());
    }

    [Fact]
    public async Task The_same_name_twice_is_refused()
    {
        using var folder = new TestFolder();
        folder.Write("Group/a.yaml", "name: a\n");
        folder.Write("Group/a.json", """{"name": "a"}""");
        Assert.Equal(["Group/a.yaml:1: a.json has the same name. Remove one of them."], await folder.FindProblemsAsync());
    }

    [Fact]
    public async Task Links_out_of_the_folder_are_refused_and_others_are_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        using var folder = new TestFolder();
        File.WriteAllText(Path.Combine(folder.Outside, "a.yaml"), "name: a\n");
        folder.Write("Group/b.yaml", "name: b\n");
        File.CreateSymbolicLink(folder.FullPath("Group/c.yaml"), "b.yaml");
        Assert.Equal(2, (await folder.ReadAsync()).Objects.Count);
        File.CreateSymbolicLink(folder.FullPath("Group/a.yaml"), Path.Combine(folder.Outside, "a.yaml"));
        Directory.CreateSymbolicLink(folder.FullPath("Flow"), folder.Outside);
        folder.Write("ScopeMapping/a.yaml", "name: a\nexpression: {file: a.py}\n");
        File.CreateSymbolicLink(folder.FullPath("ScopeMapping/a.py"), "../../outside/a.yaml");
        File.CreateSymbolicLink(folder.FullPath("Group/circle.yaml"), "circle.yaml");
        Assert.Equal(
            [
                "Flow/: It's a link out of the folder, so it isn't read. Copy the files.",
                "Group/a.yaml:1: It's a link out of the folder, so it isn't read. Copy the file.",
                "Group/circle.yaml:1: It's a link out of the folder, so it isn't read. Copy the file.",
                "ScopeMapping/a.py:1: It's a link out of the folder, so it isn't read. Copy the file.",
            ],
            await folder.FindProblemsAsync());
    }

    [Fact]
    public async Task A_file_of_an_older_server_says_nothing_of_newer_fields()
    {
        var version = ServerVersion.Parse("2024.8.6");
        var newer = Resources.OAuth2Provider.Fields
            .First(field => FieldDefault.TryFind(field, out _) && !field.Writable.IsNone && !field.Writable.Contains(version));
        using var folder = new TestFolder();
        var provider = TestFolder.Make("OAuth2Provider", """{ "name": "wiki" }""");

        folder.Export(provider);
        Assert.True((await folder.ReadAsync()).Objects[0].Values.ContainsKey(newer.Name));
        folder.Export(new FolderWriteOptions { Notes = new FolderNotes { Version = version } }, provider);
        Assert.False((await folder.ReadAsync()).Objects[0].Values.ContainsKey(newer.Name));
    }

    [Fact]
    public async Task A_value_that_nobody_could_read_stays_unknown()
    {
        using var folder = new TestFolder();
        var group = new ConfigurationObject(Resources.Group, new JsonObject { ["name"] = "editors" })
        {
            Name = "editors",
            Key = ObjectKey.Of(Resources.Group, "editors"),
            Unknown = new HashSet<string> { "roles" },
        };
        folder.Export(group);
        var read = Assert.Single((await folder.ReadAsync()).Objects);
        Assert.False(read.Values.ContainsKey("roles"));
        Assert.Contains("roles", read.Unknown);
    }

    [Fact]
    public void Another_export_is_not_written_over_one()
    {
        using var folder = new TestFolder();
        folder.Export(TestFolder.Make("Group", """{ "name": "a" }"""));
        var other = new FolderWriteOptions { Notes = new FolderNotes { Kinds = ["Flow"] } };
        Assert.Throws<ConfigurationFileException>(() => folder.Export(other));
        Assert.True(File.Exists(folder.FullPath("Group/a.yaml")));
    }

    [Fact]
    public void Files_of_a_kind_that_cannot_be_viewed_stay()
    {
        using var folder = new TestFolder();
        folder.Export(TestFolder.Make("Group", """{ "name": "a" }"""), TestFolder.Make("Role", """{ "name": "b" }"""));
        folder.Export(
            new FolderWriteOptions { Notes = new FolderNotes { Unseen = ["Role"] } }, TestFolder.Make("Group", """{ "name": "a" }"""));
        Assert.True(File.Exists(folder.FullPath("Role/b.yaml")));
        folder.Export(TestFolder.Make("Group", """{ "name": "a" }"""));
        Assert.False(File.Exists(folder.FullPath("Role/b.yaml")));
    }
}
