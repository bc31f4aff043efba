namespace Authentik.Hosting.Tests;

/// <summary>Objects of any kind as a server could have returned them.</summary>
internal static class ExampleObjects
{
    /// <summary>Defines New-Example, which makes one with its id, its names, and the ids by which others refer to it.</summary>
    public const string Define = """
        function global:New-Example($resource) {
            $values = @{ $resource.Id = $resource.IdType -eq 'Integer' ? 4711 : '0e110000-0000-4000-8000-000000000001' }
            foreach ($name in $resource.Names) { $values[$name] = 'zz-one' }
            foreach ($field in $resource.TargetIds) { $values[$field.Name] = '0e110000-0000-4000-8000-000000000002' }
            $json = [Text.Json.JsonDocument]::Parse((ConvertTo-Json $values)).RootElement
            $made = $resource.New.Invoke()
            $fill = $made.GetType().GetMethod('Fill', [Reflection.BindingFlags]'Instance, NonPublic, Public')
            $null = $fill.Invoke($made, @($json, $null))
            $made
        }
        """;
}
