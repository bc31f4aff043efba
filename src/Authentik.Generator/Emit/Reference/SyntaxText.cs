using Authentik.Generator.Emit.Help;

namespace Authentik.Generator.Emit.Reference;

/// <summary>Writes the syntax of a command as Get-Help does, in lines that fit a page.</summary>
internal static class SyntaxText
{
    private const int Width = 68;
    private const string Indent = "    ";

    /// <summary>The syntax of a parameter set.</summary>
    public static string Write(CommandHelp help, string set)
    {
        var lines = new List<string> { help.Name };
        var parameters = help.Parameters.Where(parameter => parameter.IsIn(set)).Select(WriteParameter);
        foreach (var part in parameters.Append("[<CommonParameters>]"))
        {
            if (lines[^1].Length + 1 + part.Length > Width)
            {
                lines.Add(Indent + part);
            }
            else
            {
                lines[^1] += $" {part}";
            }
        }

        return string.Join('\n', lines);
    }

    private static string WriteParameter(ParameterHelp parameter)
    {
        var name = parameter.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        var text = parameter.IsSwitch ? $"-{parameter.Name}" : $"{name} <{parameter.Type}>";
        return parameter.IsRequired ? text : $"[{text}]";
    }
}
