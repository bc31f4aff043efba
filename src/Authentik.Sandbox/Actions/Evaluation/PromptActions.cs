using Authentik.Sandboxing.Expressions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.Actions.Evaluation;

/// <summary>A prompt as a flow would show it, without storing it.</summary>
internal static class PromptActions
{
    private const string Path = "/stages/prompt/prompts/";

    private const int NameLength = 40;

    private static readonly string[] Choices = ["radio-button-group", "dropdown"];

    public static ListAction[] OfLists { get; } = [new("POST", Path + "preview/", Preview)];

    // As on the server, a name that exists doesn't matter.
    private static ApiResponse Preview(ServerState state, ApiRequest request) => ActionBody.Read(request, body =>
    {
        body.Values["name"] = Defaults.CreateRandom(NameLength);
        var (prompt, errors) = new ObjectWriter(state, request).Create(state.Catalog.FindByPath(Path)!, body.Values);
        if (prompt is null)
        {
            return Responses.BadRequest(errors!);
        }

        state.Objects.Remove(prompt);
        return Responses.Ok(Show(state, request, prompt.Values));
    });

    private static JsonObject Show(ServerState state, ApiRequest request, JsonObject prompt)
    {
        var scope = NameScope.Create(state, request.User!, context: new JsonObject { ["prompt_context"] = new JsonObject() });
        var initial = Find(prompt, "initial_value", scope);
        var placeholder = Find(prompt, "placeholder", scope);
        var choices = Choices.Contains(prompt["type"].AsString()) ? ListChoices(placeholder) : null;
        var field = new JsonObject
        {
            ["field_key"] = prompt["field_key"]?.DeepClone(),
            ["label"] = prompt["label"]?.DeepClone(),
            ["type"] = prompt["type"]?.DeepClone(),
            ["required"] = prompt["required"]?.DeepClone(),
            ["placeholder"] = choices is null ? PythonText.Convert(placeholder) : string.Empty,
            ["initial_value"] = choices is null ? PythonText.Convert(initial) : ChooseInitial(choices, initial),
            ["order"] = prompt["order"]?.DeepClone(),
            ["sub_text"] = prompt["sub_text"]?.DeepClone(),
            ["choices"] = choices is { Count: > 0 } ? new JsonArray([.. choices.Select(choice => ShowChoice(state, choice))]) : null,
        };

        // An empty choice isn't valid, and the server shows what it can.
        var isValid = choices?.Exists(choice => choice.AsString() is { Length: 0 }) != true || !state.IsFrom(2025, 2);
        var shown = isValid ? new JsonObject { ["component"] = "ak-stage-prompt" } : [];
        shown["fields"] = new JsonArray(field);
        return shown;
    }

    private static object? Find(JsonObject prompt, string field, NameScope scope)
    {
        var text = prompt[field].AsString() ?? string.Empty;
        return prompt[field + "_expression"].AsBoolean() == true ? PythonCode.Evaluate(text, scope) : JsonScalar.Create(text);
    }

    private static List<JsonNode?> ListChoices(object? placeholder) => placeholder switch
    {
        JsonArray list => [.. list],
        JsonNode or null => [(JsonNode?)placeholder],
        _ => throw PythonCode.Reject(),
    };

    private static string ChooseInitial(IReadOnlyList<JsonNode?> choices, object? initial)
    {
        var wanted = PythonText.Convert(initial);
        var isChoice = choices.Any(choice => PythonText.Convert(choice is JsonObject map ? map["value"] : choice) == wanted);
        return choices.Count == 0 ? string.Empty
            : isChoice ? wanted
            : PythonText.Convert(choices[0] is JsonObject first ? first["value"] : choices[0]);
    }

    // Older servers show choices as they are.
    private static JsonNode? ShowChoice(ServerState state, JsonNode? choice)
    {
        if (!state.IsFrom(2025, 2))
        {
            return choice is JsonObject ? throw PythonCode.Reject() : choice?.DeepClone();
        }

        var text = PythonText.Convert(choice);
        return choice is JsonObject ? choice.DeepClone() : new JsonObject { ["value"] = text, ["label"] = text };
    }
}
