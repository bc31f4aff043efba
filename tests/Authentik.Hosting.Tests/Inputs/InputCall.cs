using System.Collections;
using System.Management.Automation;
using System.Security;
using Authentik.Hosting.Tests.Commands;
using Authentik.Hosting.Tests.ScriptBlocks;

namespace Authentik.Hosting.Tests.Inputs;

/// <summary>A command with a bad value for one of its parameters, and good ones for those that it can't do without.</summary>
/// <param name="Command">The command.</param>
/// <param name="Parameter">The parameter with the bad value.</param>
/// <param name="Value">The bad value.</param>
/// <param name="Arguments">All that is typed.</param>
public sealed record InputCall(string Command, ParameterMetadata Parameter, object? Value, Hashtable Arguments)
{
    /// <summary>The text that may be sent; null if the value is none.</summary>
    internal string? Text => Value as string;

    public override string ToString() => $"{Command} -{Parameter.Name} {Show(Value)}";

    internal static string Show(object? value)
    {
        var text = value switch
        {
            null => "$null",
            string plain => string.Concat(plain.Take(70).Select(one => one is >= ' ' and <= '~' ? $"{one}" : $"<{(int)one:X4}>")),
            _ => $"[{value.GetType().Name}] {(value is IDictionary or Array ? string.Empty : value)}",
        };
        return text.Length > 60 ? $"{text[..60]}..." : text;
    }
}

/// <summary>Makes the calls of a command.</summary>
/// <param name="server">The server's address, for addresses that mustn't be looked up.</param>
/// <param name="file">A file that exists.</param>
internal sealed class InputCalls(string server, string file)
{
    private static readonly string[] Addresses = ["Uri", "Proxy"];

    /// <summary>A call with this value, in the form that the parameter has.</summary>
    public InputCall Make(ModuleCommand command, ParameterMetadata parameter, object? value, bool isWrapped)
    {
        var sent = Place(parameter, value);
        var arguments = new Hashtable(StringComparer.OrdinalIgnoreCase)
        {
            ["WarningAction"] = "Ignore", ["ErrorAction"] = "SilentlyContinue",
        };
        foreach (var (name, common) in new[] { ("Confirm", false), ("Force", true) })
        {
            if (name != parameter.Name && command.Parameters.TryGetValue(name, out var known)
                && known.ParameterSets.ContainsKey(ParameterAttribute.AllParameterSets))
            {
                arguments[name] = common;
            }
        }

        foreach (var other in ListOthers(command, parameter))
        {
            arguments[other.Name] = MakeGood(other);
        }

        arguments[parameter.Name] = isWrapped ? Wrap(parameter, sent) : sent;
        return new InputCall(command.Name, parameter, sent, arguments);
    }

    // Paths stay in the folder of the test, and addresses on this machine.
    private object? Place(ParameterMetadata parameter, object? value) => value switch
    {
        string { Length: > 0 } text when Addresses.Contains(parameter.Name) => server + text,
        string { Length: > 2 } text when IsFile(parameter) => "./" + text,
        _ => value,
    };

    private static bool IsFile(ParameterMetadata parameter) =>
        parameter.Name is "InFile" || (parameter.Name.EndsWith("File", StringComparison.Ordinal) && IsText(parameter))
        || (parameter.Name.EndsWith("Path", StringComparison.Ordinal) && parameter.Name.Length > 4 && IsText(parameter)
            && ValueParameter.Find(parameter) is null);

    private static bool IsText(ParameterMetadata parameter) => parameter.ParameterType == typeof(string);

    private static IEnumerable<ParameterMetadata> ListOthers(ModuleCommand command, ParameterMetadata parameter)
    {
        var sets = parameter.ParameterSets.Keys.ToList();
        var main = command.Info.DefaultParameterSet;
        var set = sets.Contains(ParameterAttribute.AllParameterSets) || (main is not null && sets.Contains(main)) ? main : sets[0];
        return command.OwnParameters.Where(other => other.Name != parameter.Name && other.ParameterSets.Any(one =>
            one.Value.IsMandatory && (one.Key == set || one.Key == ParameterAttribute.AllParameterSets)));
    }

    private object MakeGood(ParameterMetadata parameter)
    {
        if (ValueParameter.Find(parameter) is { } field)
        {
            return field.MakeValue(0, file);
        }

        if (parameter.Attributes.FirstOrDefault(ValueParameter.IsIdentity) is { } identity)
        {
            return ValueParameter.Identify(identity, 0);
        }

        var one = parameter.ParameterType;
        return parameter.Name switch
        {
            "Session" => "test",
            "Path" => "/core/users/",
            "Uri" => server,
            "InFile" or "AssertionPath" => file,
            "OutFile" => Path.Combine(Path.GetDirectoryName(file)!, Path.GetRandomFileName()),
            _ when one == typeof(SwitchParameter) => true,
            _ when one == typeof(SecureString) => "a-secret-value",
            _ when one == typeof(PSCredential) => MakeCredential(),
            _ when one == typeof(int) => 1,
            _ => "something",
        };
    }

    private static PSCredential MakeCredential()
    {
        var password = new SecureString();
        password.AppendChar('x');
        return new PSCredential("somebody", password);
    }

    // A bad value can be inside of what the parameter takes.
    private static object? Wrap(ParameterMetadata parameter, object? value) =>
        ValueParameter.Find(parameter)?.Contain(value) ?? value switch
    {
        string text when parameter.ParameterType == typeof(IDictionary) => new Hashtable { [text] = text },
        string { Length: > 0 } text when parameter.ParameterType == typeof(PSCredential) =>
            new PSCredential(text, new SecureString()),
        string text when parameter.ParameterType.IsArray => new object?[] { "good", text },
        _ => value,
    };
}
