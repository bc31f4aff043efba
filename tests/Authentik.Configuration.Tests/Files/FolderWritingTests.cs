using System.Globalization;
using Authentik.Configuration.Files;

namespace Authentik.Configuration.Tests.Files;

/// <summary>What an export writes, and what it leaves alone.</summary>
public class FolderWritingTests
{
    private const string Mapping = """
        {"scope_name": "groups", "name": "Groups of the user", "description": "", "expression": "return {\n    \"groups\": []\n}\n"}
        """;

    private static readonly FolderWriteOptions InJson = new() { Format = DocumentFormats.Json };

    [Fact]
    public void An_object_is_a_document_and_its_code()
    {
        using var folder = new TestFolder();
        folder.Export(TestFolder.Make("ScopeMapping", Mapping));
        Assert.Equal(["ScopeMapping/groups-of-the-user.py", "ScopeMapping/groups-of-the-user.yaml"], folder.List());
        Assert.Equal("return {\n    \"groups\": []\n}\n", folder.Read("ScopeMapping/groups-of-the-user.py"));
        Assert.Equal(
            "name: Groups of the user\nexpression:\n  file: groups-of-the-user.py\nscope_name: groups\n",
            folder.Read("ScopeMapping/groups-of-the-user.yaml"));
        Assert.Equal("ScopeMapping/groups-of-the-user.py\nScopeMapping/groups-of-the-user.yaml\n", folder.Read(ExportList.DocumentName));
    }

    [Fact]
    public void A_full_export_has_defaults_too()
    {
        using var folder = new TestFolder();
        folder.Export(new FolderWriteOptions { Full = true }, TestFolder.Make("ScopeMapping", Mapping));
        Assert.Contains("description: ''\n", folder.Read("ScopeMapping/groups-of-the-user.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_are_json_if_that_is_asked_for()
    {
        using var folder = new TestFolder();
        folder.Export(InJson, TestFolder.Make(
            "Flow", """{"slug": "sign-in", "name": "Sign in é <b>", "title": "T", "designation": "authentication"}"""));
        Assert.Equal(
            "{\n  \"name\": \"Sign in é <b>\",\n  \"slug\": \"sign-in\",\n  \"title\": \"T\",\n  \"designation\": \"authentication\"\n}\n",
            folder.Read("Flow/sign-in.json"));
    }

    [Fact]
    public void Managed_objects_are_marked()
    {
        using var folder = new TestFolder();
        folder.Export(TestFolder.Make(
            "ScopeMapping", """{"name": "email", "managed": "goauthentik.io/\u001B[31m\nx", "scope_name": "email", "expression": ""}"""));
        Assert.StartsWith(
            "# Managed by authentik's blueprint goauthentik.io/␛[31m␊x.\n",
            folder.Read("ScopeMapping/email.yaml"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Code_with_the_extension_of_documents_is_named_by_its_field()
    {
        using var folder = new TestFolder();
        folder.Export(TestFolder.Make("Blueprint", """{"name": "own", "content": "version: 1\n"}"""));
        Assert.Equal(["Blueprint/own.content.yaml", "Blueprint/own.yaml"], folder.List());
    }

    [Theory]
    [InlineData("<<<<<<< ours\\n")]
    [InlineData("a\\n>>>>>>> b\\n")]
    [InlineData("\\uFEFFreturn")]
    public void Code_that_would_not_be_read_again_stays_in_the_document(string code)
    {
        using var folder = new TestFolder();
        folder.Export(TestFolder.Make("ScopeMapping", $$"""{"name": "x", "scope_name": "x", "expression": "{{code}}"}"""));
        Assert.Equal(["ScopeMapping/x.yaml"], folder.List());
    }

    [Fact]
    public void Secrets_are_never_written()
    {
        using var folder = new TestFolder();
        folder.Export(TestFolder.Make(
            "CertificateKeyPair", """{"name": "a", "certificate_data": "-----BEGIN PRIVATE KEY-----\nMII", "key_data": "hunter2"}"""));
        Assert.Equal("name: a\n", folder.Read("CertificateKeyPair/a.yaml"));
        folder.Export(TestFolder.Make(
            "CertificateKeyPair",
            """
            {"name": "a", "certificate_data": "-----BEGIN CERTIFICATE-----\nMII\n", "key_data": {"secret": "CertificateKeyPair/a/key_data"}}
            """));
        Assert.Equal(
            "name: a\ncertificate_data: |\n  -----BEGIN CERTIFICATE-----\n  MII\nkey_data:\n  secret: CertificateKeyPair/a/key_data\n",
            folder.Read("CertificateKeyPair/a.yaml"));
    }

    [Fact]
    public void Files_are_the_same_in_another_order_and_culture()
    {
        ConfigurationObject[] objects =
        [
            TestFolder.Make("ScopeMapping", Mapping),
            TestFolder.Make("Group", """{"name": "Straße", "attributes": {"b": 1.5, "a": {"z": [1, 2], "I": "ı"}}}"""),
            TestFolder.Make("Group", """{"name": "GROUP", "attributes": {"İ": 1e3}}"""),
            TestFolder.Make("Group", """{"name": "group"}"""),
        ];
        ConfigurationObject[] reordered =
        [
            TestFolder.Make("Group", """{"attributes": {"a": {"I": "ı", "z": [1, 2]}, "b": 1.5}, "name": "Straße"}"""),
            .. objects.Reverse().Where(one => one != objects[1]),
        ];
        using var one = new TestFolder();
        using var other = new TestFolder();
        one.Export(objects);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR") { NumberFormat = { NegativeSign = "x", NumberDecimalSeparator = "," } };
            other.Export(reordered);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Equal(one.List(), other.List());
        Assert.All(one.List().Append(ExportList.DocumentName), path => Assert.Equal(one.Read(path), other.Read(path)));
        Assert.Empty(one.Export(reordered).Written);
    }

    [Fact]
    public void Files_that_no_longer_belong_are_removed_and_all_others_stay()
    {
        using var folder = new TestFolder();
        folder.Export(TestFolder.Make("ScopeMapping", Mapping), TestFolder.Make("Group", """{"name": "a"}"""));
        folder.Write("ScopeMapping/notes.txt", "mine");
        folder.Write("README.md", "mine");
        var changes = folder.Export(
            TestFolder.Make("Group", """{"name": "a", "is_superuser": true}"""), TestFolder.Make("Group", """{"name": "b"}"""));
        Assert.Equal(["Group/a.yaml", "Group/b.yaml"], changes.Written);
        Assert.Equal(["ScopeMapping/groups-of-the-user.py", "ScopeMapping/groups-of-the-user.yaml"], changes.Removed);
        Assert.Equal(["Group/a.yaml", "Group/b.yaml", "README.md", "ScopeMapping/notes.txt"], folder.List());
        Assert.Equal(["Group/a.json", "Group/b.json"], folder.Export(
            InJson, TestFolder.Make("Group", """{"name": "a"}"""), TestFolder.Make("Group", """{"name": "b"}""")).Written);
        Assert.Equal(["Group/a.json", "Group/b.json", "README.md", "ScopeMapping/notes.txt"], folder.List());
    }

    [Theory]
    [InlineData("Group", "", false, "", "", false, "It was exported with -Kind Group, and this export is of everything")]
    [InlineData("", "", false, "Flow, Group", "", false, "It has an export of everything, and this export is with -Kind Flow, Group")]
    [InlineData("", "wiki", false, "", "mail", false, "It was exported with -Application wiki, and this export is with -Application mail")]
    [InlineData("", "", true, "", "", false, "It was exported with -IncludeUser, and this export is without it")]
    [InlineData("Flow", "", false, "Flow", "", true, "It was exported without -IncludeUser, and this export is with it")]
    public void An_export_of_something_else_is_refused_unless_forced(
        string kinds, string applications, bool hasUsers, string otherKinds, string otherApplications, bool hasOtherUsers, string message)
    {
        using var folder = new TestFolder();
        var group = TestFolder.Make("Group", """{"name": "a", "is_superuser": true}""");
        folder.Export(new FolderWriteOptions { Notes = MakeNotes(kinds, applications, hasUsers) }, group);
        var other = new FolderWriteOptions { Notes = MakeNotes(otherKinds, otherApplications, hasOtherUsers) };
        var refused = Assert.Throws<ConfigurationFileException>(() => folder.Export(other));
        Assert.Equal(
            $"{folder.Path}: {message}, so its files would be replaced. Use another folder, or -Force.",
            Assert.Single(refused.Problems).ToString());
        Assert.Equal(["Group/a.yaml"], folder.List());
        folder.Export(new FolderWriteOptions { Force = true, Notes = other.Notes });
        Assert.Empty(folder.List());
    }

    [Fact]
    public void An_export_into_a_folder_of_former_values_is_refused()
    {
        using var folder = new TestFolder();
        var undo = new FolderNotes { IsPart = true };
        folder.Export(new FolderWriteOptions { Notes = undo }, TestFolder.Make("Group", """{"name": "a", "is_superuser": true}"""));
        var refused = Assert.Throws<ConfigurationFileException>(() => folder.Export());
        Assert.Contains("It was written with -UndoPath, and this export is of everything", refused.Message, StringComparison.Ordinal);
    }

    private static FolderNotes MakeNotes(string kinds, string applications, bool hasUsers)
    {
        const StringSplitOptions Options = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        return new FolderNotes
        {
            Kinds = kinds.Split(',', Options),
            Applications = applications.Split(',', Options),
            IsPart = applications.Length > 0,
            IncludesUsers = hasUsers,
        };
    }

    [Fact]
    public void A_folder_with_other_files_is_refused_unless_forced_and_its_files_stay()
    {
        using var folder = new TestFolder();
        var group = TestFolder.Make("Group", """{"name": "a", "is_superuser": true}""");
        folder.Write("Group/b.yaml", "mine");
        var refused = Assert.Throws<ConfigurationFileException>(() => folder.Export(group));
        Assert.Contains("isn't empty", refused.Message, StringComparison.Ordinal);
        var forced = new FolderWriteOptions { Force = true };
        folder.Export(forced, group);
        var error = Assert.Throws<ConfigurationFileException>(() => folder.Export(forced, TestFolder.Make("Group", """{"name": "b"}""")));
        Assert.Equal("Group/b.yaml: No export wrote this file, so it isn't overwritten. Move it.", error.Message);
        Assert.Equal("mine", folder.Read("Group/b.yaml"));
        Assert.Equal(["Group/a.yaml", "Group/b.yaml"], folder.List());
    }

    [Theory]
    [InlineData("../outside/x.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("Group/../../x")]
    [InlineData("Group\\..\\x")]
    [InlineData("C:/x")]
    [InlineData("Group/.git")]
    [InlineData("Group")]
    public void A_list_that_leads_elsewhere_is_refused(string line)
    {
        using var folder = new TestFolder();
        folder.Write(ExportList.DocumentName, $"Group/a.yaml\n{line}\n");
        var error = Assert.Throws<ConfigurationFileException>(() => folder.Export(TestFolder.Make("Group", """{"name": "a"}""")));
        Assert.Equal($".authentik-export:2: '{line}' isn't a file of an export. Remove the line.", error.Message);
    }

    [Fact]
    public void Nothing_is_written_or_removed_through_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        using var folder = new TestFolder();
        File.WriteAllText(Path.Combine(folder.Outside, "a.yaml"), "theirs");
        folder.Write(ExportList.DocumentName, "Group/a.yaml\n");
        Directory.CreateSymbolicLink(folder.FullPath("Group"), folder.Outside);
        Assert.Throws<ConfigurationFileException>(() => folder.Export(TestFolder.Make("Group", """{"name": "a"}""")));
        Assert.Throws<ConfigurationFileException>(() => folder.Export());
        Assert.Equal("theirs", File.ReadAllText(Path.Combine(folder.Outside, "a.yaml")));
    }

    [Fact]
    public void A_file_that_is_a_link_is_replaced_and_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        using var folder = new TestFolder();
        var outside = Path.Combine(folder.Outside, "a.yaml");
        File.WriteAllText(outside, "theirs");
        folder.Write(ExportList.DocumentName, "Group/a.yaml\n");
        Directory.CreateDirectory(folder.FullPath("Group"));
        File.CreateSymbolicLink(folder.FullPath("Group/a.yaml"), outside);
        folder.Export(TestFolder.Make("Group", """{"name": "a"}"""));
        Assert.Equal("theirs", File.ReadAllText(outside));
        Assert.Equal("name: a\n", folder.Read("Group/a.yaml"));
    }

    [Fact]
    public void After_a_failure_each_file_is_whole_and_the_next_export_goes_on()
    {
        using var folder = new TestFolder();
        folder.Export(TestFolder.Make("Flow", """{"slug": "f", "name": "f"}"""));
        var staging = new StagingFolder(folder.Path);
        staging.Add(new ExportedFile("Flow/f.yaml", "new\n"u8.ToArray()));
        staging.Add(new ExportedFile("Group/a.yaml", "new\n"u8.ToArray()));
        Directory.CreateDirectory(folder.FullPath("Group/a.yaml"));
        Assert.ThrowsAny<SystemException>(staging.PublishAll);
        staging.Dispose();
        Assert.Equal("new\n", folder.Read("Flow/f.yaml"));
        Assert.Equal(["Flow/f.yaml", "Group/a.yaml"], folder.List());
        Directory.Delete(folder.FullPath("Group/a.yaml"));
        folder.Export(TestFolder.Make("Flow", """{"slug": "f", "name": "f"}"""), TestFolder.Make("Group", """{"name": "a"}"""));
        Assert.Equal("name: f\nslug: f\n", folder.Read("Flow/f.yaml"));
    }

    [Fact]
    public void Two_exports_at_once_do_not_mix()
    {
        using var folder = new TestFolder();
        folder.Export(TestFolder.Make("Group", """{"name": "a"}"""));
        using (new StagingFolder(folder.Path))
        {
            Assert.Throws<IOException>(() => folder.Export(TestFolder.Make("Group", """{"name": "b"}""")));
        }

        Assert.Equal(["Group/a.yaml"], folder.List());
    }
}
