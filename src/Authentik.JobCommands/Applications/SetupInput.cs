using System.Collections;
using System.Management.Automation;
using Authentik.Book;
using Authentik.Jobs;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// Reads what was typed and the columns of a row for the set-up of an application. A typed parameter overrides its column.
/// </summary>
/// <param name="command">The command, for paths of files.</param>
/// <param name="kind">The kind of provider.</param>
/// <param name="log">Gets warnings about columns.</param>
internal sealed class SetupInput(PSCmdlet command, ProviderKind kind, ICallLog log)
{
    // What the result of a record without a name has in its place.
    private const string NoName = "(no name)";

    private readonly SetupFields fields = new(kind);
    private readonly HashSet<string> told = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a record.</summary>
    /// <param name="record">The name or row from the pipeline; null for none.</param>
    /// <param name="typed">The parameters that were typed.</param>
    /// <param name="gate">The server's version.</param>
    /// <param name="isCopy">True if the rest is copied from another application.</param>
    /// <exception cref="InputException">A value isn't valid, or one is missing.</exception>
    public SetupRequest Read(PSObject? record, IReadOnlyDictionary<string, object> typed, VersionGate gate, bool isCopy = false)
    {
        var values = ReadRow(record);
        foreach (var (name, value) in typed.Where(one => one.Key is not nameof(NewApplicationSetupCommand.InputObject)))
        {
            values[name] = (value, null);
        }

        var (application, provider) = (new FieldValues(), new FieldValues());
        foreach (var (name, (value, row)) in values)
        {
            if (fields.Find(name, gate) is { } found)
            {
                Set(found.Resource == Resources.Application ? application : provider, found.Resource, found.Field, name, value, row);
            }
        }

        AddSettings(values.GetValueOrDefault("Setting").Value, provider);
        if (!isCopy)
        {
            Complete(provider, values.ContainsKey("MetadataPath"));
        }

        return !application.Has("name") ? throw Missing("-Name", "the application") : new SetupRequest(kind, application, provider)
        {
            Groups = ReadIdentities(Resources.Group, values.GetValueOrDefault("AllowGroup").Value),
            Users = ReadIdentities(Resources.User, values.GetValueOrDefault("AllowUser").Value),
            Outpost = ReadOutpost(values.GetValueOrDefault("Outpost").Value),
            Icon = ReadIcon(values.GetValueOrDefault("Icon").Value as string),
            MetadataFile = values.GetValueOrDefault("MetadataPath").Value is string path ? ReadFile(path, "-MetadataPath") : null,
        };
    }

    /// <summary>The name and the slug that the result of a failure has, also if the record couldn't be read.</summary>
    public static (string Name, string Slug) FindNames(
        PSObject? record, IReadOnlyDictionary<string, object> typed, SetupRequest? request)
    {
        var name = FindText(record, typed, "Name") ?? NoName;
        return (name, request?.Application.Get("slug") as string ?? FindText(record, typed, "Slug") ?? name);
    }

    private static string? FindText(PSObject? record, IReadOnlyDictionary<string, object> typed, string name)
    {
        if (typed.TryGetValue(name, out var value))
        {
            return value as string;
        }

        return Unwrap.Base(record) switch
        {
            string text when name == "Name" => text,
            not string and { } source when Row.TryRead(source, out var row) => row.Columns
                .Where(cell => string.Equals(SetupFields.Normalize(cell.Key), name, StringComparison.OrdinalIgnoreCase))
                .Select(cell => cell.Value as string)
                .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)),
            _ => null,
        };
    }

    private Dictionary<string, (object? Value, Row? Row)> ReadRow(PSObject? record)
    {
        var values = new Dictionary<string, (object?, Row?)>(StringComparer.OrdinalIgnoreCase);
        switch (Unwrap.Base(record))
        {
            case null:
                break;
            case string name:
                values["Name"] = (name, null);
                break;
            case var source when Row.TryRead(source, out var row):
                WarnAboutUnknown(row);
                foreach (var (column, cell) in row.Columns.Where(cell => !Row.IsEmpty(cell.Value)))
                {
                    values[SetupFields.Normalize(column)] = (cell, row);
                }

                break;
            default:
                throw new InputException(
                    InputProblem.InvalidValue, "The input isn't a name or a row. Specify names, or rows with columns such as name.");
        }

        return values;
    }

    private void WarnAboutUnknown(Row row)
    {
        var unknown = row.Columns.Keys.Where(column => !fields.IsKnown(SetupFields.Normalize(column))).ToList();

        // Rows of one file have the same columns, and are told once.
        if (unknown.Count > 0 && told.Add(string.Join('\n', unknown.Order(StringComparer.OrdinalIgnoreCase))))
        {
            var shown = unknown.Select(column => NearestName.Suggest(column, fields.Names));
            log.Warning($"These columns have no meaning and aren't read: {string.Join(", ", shown)}.");
        }
    }

    private static void Set(FieldValues values, Resource resource, Field field, string name, object? value, Row? row)
    {
        if (ScriptBlockValue.TryFind(value, out _))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"-{name} can't be a script block. Specify the value, or pipe rows with the column {name}.",
                name);
        }

        if (row is not null)
        {
            value = new CellConverter(resource).Convert(field, name, value!, row);
        }
        else if (value is string[] several && !field.IsList)
        {
            value = string.Join(", ", several);
        }

        values.Set(field, Convert(field, value));
    }

    private static object? Convert(Field field, object? value)
    {
        try
        {
            return FieldConverter.Convert(field, value);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new InputException(InputProblem.InvalidValue, error.Message, field.Parameter, error);
        }
    }

    private void AddSettings(object? settings, FieldValues provider)
    {
        if (settings is null)
        {
            return;
        }

        if (settings is not IDictionary map)
        {
            throw new InputException(InputProblem.InvalidValue, "-Setting must be a hashtable.", "Setting");
        }

        foreach (DictionaryEntry entry in map)
        {
            var key = $"{entry.Key}";
            var field = kind.Resource.FindInput(key) ?? throw new InputException(
                InputProblem.InvalidValue,
                $"{Articles.AddCapitalTo(kind.Resource.Title)} has no field '{key}' that can be specified. "
                    + NearestName.Ask(key, kind.Resource.Fields.Select(one => one.Parameter).OfType<string>())
                    + $"The keys of -Setting are the parameters of New-Authentik{kind.Resource.Noun}.",
                key);
            provider.Set(field, Convert(field, entry.Value));
        }
    }

    private void Complete(FieldValues provider, bool hasMetadata)
    {
        if (kind == ProviderKind.Proxy && !provider.Has("mode"))
        {
            provider.Set(kind.Resource.GetField("mode"), provider.Has("internal_host") ? "proxy" : "forward_single");
        }

        string? needed = kind switch
        {
            _ when kind == ProviderKind.Saml && !hasMetadata && !provider.Has("acs_url") => "-AcsUrl or -MetadataPath",
            _ when kind == ProviderKind.Proxy && !provider.Has("external_host") => "-ExternalHost",
            _ when kind == ProviderKind.Scim && !provider.Has("url") => "-ScimUrl",
            _ when kind == ProviderKind.Ldap && !provider.Has("base_dn") => "-BaseDn",
            _ => null,
        };
        if (needed is not null)
        {
            throw Missing(needed, Articles.AddTo(kind.Resource.Title));
        }
    }

    private static InputException Missing(string parameter, string of) => new(
        InputProblem.MissingValue, $"{parameter} is required for {of}. Specify it, as a parameter or as a column of the row.", parameter);

    private static IReadOnlyList<Identity> ReadIdentities(Resource resource, object? value)
    {
        var items = value is string text ? Unwrap.Items(CellConverter.ReadList(text)) : value is null ? [] : Unwrap.Items(value);
        try
        {
            return [.. items.Select(item => item as Identity ?? IdentityConverter.Convert(resource, item))];
        }
        catch (ArgumentException error)
        {
            throw new InputException(InputProblem.InvalidValue, error.Message, resource.Title, error);
        }
    }

    private static Identity? ReadOutpost(object? value) => ReadIdentities(Resources.Outpost, value) switch
    {
        [] => null,
        [var one] => one,
        var several => throw new InputException(
            InputProblem.InvalidValue,
            $"{several.Count} outposts were specified, but one outpost serves a provider here: {string.Join(", ", several)}. Nothing was "
                + "created. Specify one, and change the others with Set-AuthentikOutpost -Provider.",
            "Outpost"),
    };

    private string? ReadIcon(string? icon) => icon is null || ApplicationIcon.IsUrl(icon) ? icon : ReadFile(icon, "-Icon");

    private string ReadFile(string path, string parameter)
    {
        var file = FilePath.Resolve(command, path, parameter);
        return File.Exists(file) && new FileInfo(file).Length > 0 ? file : throw new InputException(
            InputProblem.InvalidValue, $"The file {file} was not found, or it's empty. Check {parameter}.", file);
    }
}
