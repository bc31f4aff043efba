using System.Management.Automation;
using System.Text.Json.Nodes;
using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>What is added to stored values and removed from them, for each Set of the module that has such parameters.</summary>
public class PartTests(CommandCatalog catalog, PartTests.ServerWithParts fixture)
    : ConnectedTests<PartTests.ServerWithParts>(fixture), IClassFixture<PartTests.ServerWithParts>
{
    private static readonly string[] Members = ["Set-AuthentikGroup -User", "Set-AuthentikUser -Group", "Set-AuthentikUser -Role"];

    [Fact]
    public void Every_Set_adds_to_lists_and_removes_from_them()
    {
        var lists = Parts.Where(part => part.IsList).ToList();
        Assert.True(lists.Count > 65, $"Only {lists.Count} lists can be changed.");
        Assert.All(lists, part =>
        {
            Server.Clear();
            Run(part, $"-Add{part.Name} $more[2, 1] -Remove{part.Name} $more[0]");
            var writes = Server.Writes;
            if (Members.Contains(part.ToString()))
            {
                Assert.Equal(["remove_user", "add_user"], writes.Select(write => write.Path.Split('/')[^2]));
                return;
            }

            var body = JsonNode.Parse(Assert.Single(writes).Body!)!.AsObject();
            var expected = new JsonArray(part.Stored[1]!.DeepClone(), part.Stored[2]!.DeepClone());
            Assert.Equal(expected.ToJsonString(), body[part.Field]!.ToJsonString());
            Assert.All(body.Where(other => other.Key != part.Field), other => Assert.Contains(other.Key, part.Resent));
            Assert.Equal("PATCH", writes[0].Method);
            Assert.Equal("GET", Server.Requests[^2].Method);
        });
    }

    [Fact]
    public void Every_Set_adds_keys_to_JSON_and_removes_them()
    {
        var maps = Parts.Where(part => !part.IsList).ToList();
        Assert.True(maps.Count > 15, $"Only {maps.Count} fields with JSON can be changed.");
        Assert.All(maps, part =>
        {
            Server.Clear();
            Run(part, $"-Add{part.Name} @{{ a = @{{ c = 3 }} }} -Remove{part.Name} a.b, d.e");
            var body = JsonNode.Parse(Assert.Single(Server.Writes).Body!)!.AsObject();
            Assert.Equal("""{"a":{"c":3}}""", body[part.Field]!.ToJsonString());
        });
    }

    [Fact]
    public void Nothing_is_sent_for_what_is_so_already_nor_with_WhatIf() => Assert.All(Parts, part =>
    {
        Server.Clear();
        var (there, missing) = part.IsList ? ("$more[0]", "$more[2]") : ("@{ a = @{ b = 1 } }", "x");
        Run(part, $"-Add{part.Name} {there} -Remove{part.Name} {missing}");
        Run(part, $"{(part.IsList ? $"-Add{part.Name} $more[2]" : $"-Remove{part.Name} a")} -WhatIf");
        Assert.Empty(Server.Writes);
    });

    [Fact]
    public void Both_parameters_stand_beside_each_list_that_Set_sends()
    {
        var known = Fixture.ListParts(catalog).Select(part => (part.Command.Name, part.Field)).ToHashSet();
        var lists = catalog.WithVerb("Set").SelectMany(command => command.ShownParameters
            .Where(one => one.ParameterType.IsArray && !one.Name.StartsWith("Add", StringComparison.Ordinal) && FieldOf(one) is not null)
            .Select(one => (command.Name, FieldOf(one)!)));
        Assert.Empty(lists.Where(list => !Fixture.IsRouted(list.Name)).Except(known));
    }

    // The third value is added to the first two, and some lists have only two possible values.
    private IEnumerable<Part> Parts => Fixture.ListParts(catalog).Where(part => part.Typed.Length == 3);

    private static string? FieldOf(ParameterMetadata parameter) => parameter.Attributes
        .Where(attribute => attribute.GetType().Name == "FieldTransformAttribute")
        .Select(attribute => (string)((dynamic)attribute).Field)
        .FirstOrDefault();

    private void Run(Part part, string parameters)
    {
        var identity = part.Id is null ? string.Empty : "$id ";
        Shell.Invoke($"{part.Command.Name} {identity}{parameters}", new { id = part.Id, more = part.Typed });
    }

    /// <summary>A field that a command adds to and removes from.</summary>
    public sealed record Part(
        ModuleCommand Command, string Name, string Field, bool IsList, object? Id, object[] Typed, JsonArray Stored, HashSet<string> Resent)
    {
        public override string ToString() => $"{Command.Name} -{Name}";
    }

    /// <summary>Answers each resource with one object that has three known values in each list, two of them stored.</summary>
    public sealed class ServerWithParts : ConnectedShell
    {
        private static readonly string[] Addresses = ["https://a.example/cb", "https://b.example/cb", "https://c.example/cb"];

        private readonly List<dynamic> resources;

        public ServerWithParts(SharedServer shared)
            : base(shared)
        {
            Shell.Invoke(
                "Connect-Authentik $uri $token -Name parts -SkipVersionCheck", new { uri = Server.Uri, token = TestServer.Token });
            resources = [.. Shell.Invoke("[Authentik.Resources]::Book.Resources").Select(one => one.BaseObject)];
            resources.ForEach(Answer);
        }

        /// <summary>True if the URL of the objects follows another object.</summary>
        public bool IsRouted(string command) => resources.Exists(one => command == $"Set-Authentik{one.Noun}" && one.Routing is not null);

        public IEnumerable<Part> ListParts(CommandCatalog catalog)
        {
            foreach (var command in catalog.WithVerb("Set"))
            {
                var resource = resources.Find(one => command.Name == $"Set-Authentik{one.Noun}");
                if (resource is null || resource!.Routing is not null)
                {
                    continue;
                }

                IEnumerable<dynamic> fields = resource.Fields;
                HashSet<string> resent = [.. fields.Where(one => one.IsResent).Select(one => (string)one.Name)];
                foreach (var field in fields.Where(one => one.Part is not null && command.Parameters.ContainsKey($"Add{one.Part}")))
                {
                    object? id = resource.IsSingle ? null : IdOf(resource);
                    yield return new Part(command, field.Part, field.Name, field.IsList, id, Typed(field), Values(field), resent);
                }
            }
        }

        private static object IdOf(dynamic resource) => resource.IdType.ToString() switch
        {
            "Integer" => 1,
            "Uuid" => Guid.Parse("00000000-0000-0000-0000-0000000000ff"),
            _ => "one",
        };

        private void Answer(dynamic resource)
        {
            var row = new JsonObject { [(string)resource.Id] = JsonValue.Create(IdOf(resource).ToString()) };
            row[(string)resource.Key] ??= "one";
            foreach (var field in resource.Fields)
            {
                if (field.Part is not null)
                {
                    JsonArray values = Values(field);
                    row[(string)field.Name] = field.IsList
                        ? new JsonArray([.. values.Take(2).Select(value => value!.DeepClone())])
                        : new JsonObject { ["a"] = new JsonObject { ["b"] = 1 }, ["d.e"] = 2 };
                }
            }

            var list = row.DeepClone().AsObject();
            list["pagination"] = new JsonObject { ["next"] = 0, ["count"] = 1 };
            list["results"] = new JsonArray(row);
            var key = row[(string)resource.Key]!.ToString();
            string[] paths = resource.IsSingle ? [resource.Path] : [resource.Path, $"{resource.Path}{key}/"];
            foreach (var path in paths)
            {
                Server.Answer(new { path = $"/api/v3{path}", times = int.MaxValue, status = 200, json = list });
            }

            foreach (var action in new[] { "add_user", "remove_user" })
            {
                Enumerable.Range(0, 3).ToList().ForEach(number => Server.Answer(new
                {
                    path = $"/api/v3{resource.Path}00000000-0000-0000-0000-00000000000{number}/{action}/",
                    times = int.MaxValue,
                    status = 200,
                    json = new { },
                }));
                Server.Answer(new { path = $"/api/v3{resource.Path}{key}/{action}/", times = int.MaxValue, status = 200, json = new { } });
            }
        }

        private object[] Typed(dynamic field) => ((string)field.Type.ToString(), (string?)field.RefersTo) switch
        {
            ("Shape", _) => [.. Addresses],
            ("Reference", { } noun) when ResourceOf(noun).IdType.ToString() == "Integer" => [11, 12, 13],
            ("Integer", _) => [11, 12, 13],
            ("Enum", _) => [.. Enum(field)],
            ("Json", _) or ("Text", _) => ["x", "y", "z"],
            _ => [.. Enumerable.Range(0, 3).Select(number => (object)Guid.Parse($"00000000-0000-0000-0000-00000000000{number}"))],
        };

        private dynamic ResourceOf(string noun) => resources.Find(one => one.Noun == noun)!;

        private static IEnumerable<object> Enum(dynamic field)
        {
            IEnumerable<dynamic> values = field.Values.Values;
            return values.Take(3).Select(one => (object)one.Text);
        }

        private JsonArray Values(dynamic field)
        {
            object[] typed = Typed(field);
            return new JsonArray([.. typed.Select(value => (JsonNode?)(field.Type.ToString() == "Shape"
                ? new JsonObject { ["matching_mode"] = "strict", ["url"] = (string)value }
                : value is int number ? JsonValue.Create(number) : JsonValue.Create(value.ToString())))]);
        }
    }
}
