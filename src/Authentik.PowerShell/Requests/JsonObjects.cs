using System.Management.Automation;
using System.Text.Json;

namespace Authentik.Commands;

/// <summary>Turns JSON into the objects PowerShell makes of it: custom objects with a property for each name.</summary>
internal static class JsonObjects
{
    /// <summary>The value as PowerShell's objects.</summary>
    public static object? Convert(JsonElement json) => JsonFields.ReadAny(json, Custom, static text => text);

    private static PSObject Custom(JsonElement json)
    {
        var custom = new PSObject();
        foreach (var property in json.EnumerateObject().Where(property => property.Name.Length > 0))
        {
            if (custom.Properties[property.Name] is null)
            {
                custom.Properties.Add(new PSNoteProperty(property.Name, Convert(property.Value)));
            }
        }

        return custom;
    }
}
