using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.State;

/// <summary>
/// Creates the permissions of a server: four for each model, and some more. They are in <c>Lists/permissions.json</c>; the models of
/// resources that the file doesn't know have the four, too.
/// </summary>
internal sealed class PermissionSeeds
{
    private const string Path = "/rbac/permissions/";
    private const string VersionsMark = "$versions";

    private static readonly string[] Verbs = ["add", "change", "delete", "view"];
    private static readonly JsonObject Known = EmbeddedFiles.Read("Lists/permissions.json");

    private readonly ServerState state;
    private readonly Resource permissions;
    private readonly string created;
    private readonly HashSet<string> present;
    private readonly HashSet<string> absent;
    private readonly HashSet<string> existing;

    private PermissionSeeds(ServerState state, Resource permissions, string created)
    {
        (this.state, this.permissions, this.created) = (state, permissions, created);
        present = [.. state.Catalog.Resources.Select(state.Facts.FindModel)];
        absent = [.. state.Catalog.Book.Select(state.Facts.FindModel).Where(model => !present.Contains(model))];
        existing = [.. state.Objects.FindAll(permissions).Select(row => $"{row.GetString("app_label")}.{row.GetString("codename")}")];
    }

    /// <param name="state">The server's state.</param>
    /// <param name="created">When the server was installed.</param>
    public static void Create(ServerState state, string created)
    {
        if (state.Catalog.FindByPath(Path) is { } permissions)
        {
            new PermissionSeeds(state, permissions, created).Create();
        }
    }

    private void Create()
    {
        var models = FindModels().ToDictionary(StringComparer.Ordinal);
        foreach (var (model, title) in models)
        {
            foreach (var verb in Known["verbs"]![model]?.AsStrings() ?? Verbs)
            {
                Add(model, title, $"{verb}_{model.Split('.')[1]}", $"Can {verb} {title}");
            }
        }

        foreach (var other in Known["others"]!.AsArray().OfType<JsonObject>())
        {
            if (models.TryGetValue(other["model"]!.ToString(), out var title) && IsIn(other[VersionsMark].AsString()))
            {
                Add(other["model"]!.ToString(), title, other["codename"]!.ToString(), other["name"]!.ToString());
            }
        }
    }

    // Each model with its name.
    private IEnumerable<KeyValuePair<string, string>> FindModels()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (app, models) in Known["models"]!.AsObject())
        {
            foreach (var (name, value) in models!.AsObject())
            {
                var (range, title) = value is JsonObject map ? (map.First().Key, map.First().Value!.ToString()) : (null, value!.ToString());
                var model = $"{app}.{name}";
                names.Add(model);
                if (IsIn(range) && !absent.Contains(model))
                {
                    yield return new(model, title);
                }
            }
        }

        foreach (var resource in state.Catalog.Resources
            .Where(resource => resource.ModelName is not null && names.Add(state.Facts.FindModel(resource))))
        {
            yield return new(
                state.Facts.FindModel(resource),
                state.Facts.FindNames(resource)?["verbose_name"].AsString() ?? Capitalize(resource.Title));
        }
    }

    private void Add(string model, string title, string codename, string name)
    {
        var parts = model.Split('.');
        if (existing.Add($"{parts[0]}.{codename}"))
        {
            var values = new JsonObject
            {
                ["codename"] = codename,
                ["name"] = name,
                ["model"] = parts[1],
                ["app_label"] = parts[0],
                ["app_label_verbose"] = Known["apps"]![parts[0]]?.ToString() ?? parts[0].Replace('_', ' '),
                ["model_verbose"] = title,
            };
            RowFactory.Add(state, permissions, values, created);
        }
    }

    private bool IsIn(string? range) => range is null || VersionRange.Parse(range).Contains(state.Version);

    private static string Capitalize(string title) => char.ToUpperInvariant(title[0]) + title[1..];
}
