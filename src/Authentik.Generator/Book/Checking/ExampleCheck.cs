using System.Text.RegularExpressions;

namespace Authentik.Generator.Book.Checking;

/// <summary>Every command has an example, and every example is of a command.</summary>
internal static class ExampleCheck
{
    /// <summary>Checks the examples of a resource.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        foreach (var verb in resource.Verbs)
        {
            var examples = resource.ListExamples(verb);
            if (examples.Count == 0)
            {
                refusals.Add(
                    RefusalCode.NoExample,
                    resource.Place,
                    $"{resource.CommandName(verb)} has no example. Write '{verb}: code | what it does' under 'examples:'.");
            }

            foreach (var example in examples.Where(example => !Uses(example, resource.CommandName(verb))))
            {
                refusals.Add(
                    RefusalCode.NoExample,
                    resource.Place,
                    $"The example '{example.Remark}' of {verb} doesn't use {resource.CommandName(verb)}.");
            }
        }

        foreach (var verb in resource.Examples.Keys.Except(resource.Verbs))
        {
            refusals.Add(
                RefusalCode.Contradiction,
                resource.Place,
                $"There is an example of {verb}, but no {resource.CommandName(verb)}. Remove it, or add {verb} to 'commands:'.");
        }
    }

    /// <summary>True when an example uses a command, also in parentheses with a property after them.</summary>
    public static bool Uses(ExampleEntry example, string command) =>
        Regex.IsMatch(example.Code, $@"(?<![\w-]){Regex.Escape(command)}(?![\w-])", RegexOptions.CultureInvariant);
}
