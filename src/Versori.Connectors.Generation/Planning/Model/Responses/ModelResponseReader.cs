using System.Text.Json;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Reads the final answer of a chat model. It understands the forms that models give it: text, fences and thoughts
/// around the JSON, objects instead of ids, lists instead of objects, and members in other spellings.
/// </summary>
internal static class ModelResponseReader
{
    /// <summary>Returns the answer in a response; <see langword="null"/> if it has none.</summary>
    /// <param name="text">The text of the response.</param>
    /// <param name="isConnector">Whether a name is the name of a connector.</param>
    public static ModelResponse? Read(string text, Func<string, bool> isConnector)
    {
        // A model may write a draft first.
        foreach (var value in JsonValues.In(text).Reverse())
        {
            var root = Unwrap(value);
            var answer = root.ValueKind == JsonValueKind.Array ? OfList(root) : OfObject(root, isConnector);
            if (answer is { IsEmpty: false }) return answer;
        }

        return null;
    }

    private static JsonElement Unwrap(JsonElement value)
    {
        var inner = ResponseMembers.Member(value, "answer", "result", "plan", "final", "response");
        return inner is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } ? inner.Value : value;
    }

    // A list of ids belongs to the only connector.
    private static ModelResponse OfList(JsonElement list)
    {
        var answer = new ModelResponse();
        var isOfConnectors = list.EnumerateArray().Any(item => ResponseMembers.Member(item, "endpoints") is not null);
        if (isOfConnectors) ReadConnectors(list, answer);
        else if (list.GetArrayLength() > 0) answer.Connectors.Add(("", Endpoints(list)));
        return answer;
    }

    private static ModelResponse OfObject(JsonElement root, Func<string, bool> isConnector)
    {
        var answer = new ModelResponse();
        if (ResponseMembers.Member(root, "connectors", "systems", "sources") is { } connectors)
        {
            ReadConnectors(connectors, answer);
        }
        else if (ResponseMembers.Member(root, "endpoints") is { } endpoints)
        {
            var name = ResponseMembers.Text(root, "connector", "system", "source") ?? "";
            answer.Connectors.Add((name, Endpoints(endpoints)));
        }
        else
        {
            foreach (var member in root.EnumerateObject().Where(member => isConnector(member.Name)))
            {
                answer.Connectors.Add((member.Name, Endpoints(member.Value)));
            }
        }

        if (ResponseMembers.Member(root, "notneeded", "unneeded", "unnecessary") is { } notNeeded)
        {
            answer.NotNeeded.AddRange(Names(notNeeded));
        }

        if (ResponseMembers.Member(root, "questions") is { } questions) ReadQuestions(questions, "", answer);
        return answer;
    }

    private static void ReadConnectors(JsonElement connectors, ModelResponse answer)
    {
        if (connectors.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in connectors.EnumerateObject()) ReadConnector(member.Name, member.Value, answer);
        }

        if (connectors.ValueKind != JsonValueKind.Array) return;
        foreach (var item in connectors.EnumerateArray())
        {
            var name = ResponseMembers.Text(item, "connector", "name", "id", "system", "source");
            if (name is not null) ReadConnector(name, item, answer);
        }
    }

    private static void ReadConnector(string name, JsonElement value, ModelResponse answer)
    {
        var isDismissed = ResponseMembers.Member(value, "notneeded", "unneeded") is { ValueKind: JsonValueKind.True }
            || ResponseMembers.Member(value, "needed") is { ValueKind: JsonValueKind.False };
        if (isDismissed) answer.NotNeeded.Add(name);
        else answer.Connectors.Add((name, Endpoints(ResponseMembers.Member(value, "endpoints") ?? value)));
        if (ResponseMembers.Member(value, "questions") is { } questions) ReadQuestions(questions, name, answer);
    }

    private static List<(string Id, string Why)>? Endpoints(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array) return null;
        var endpoints = new List<(string, string)>();
        foreach (var item in list.EnumerateArray())
        {
            var id = item.ValueKind == JsonValueKind.String ? item.GetString() : ResponseMembers.Reference(item);
            // What is no id counts as one that does not exist.
            endpoints.Add((id ?? item.ToString(), ResponseMembers.Reason(item)));
        }

        return endpoints;
    }

    private static IEnumerable<string> Names(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Names),
        JsonValueKind.Object when ResponseMembers.Text(value, "connector", "name", "id", "system") is { } name =>
            [name],
        JsonValueKind.Object => value.EnumerateObject()
            .Where(member => member.Value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null))
            .Select(member => member.Name),
        _ => [],
    };

    private static void ReadQuestions(JsonElement value, string connector, ModelResponse answer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                answer.Questions.Add((connector, value.GetString()!, []));
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) ReadQuestions(item, connector, answer);
                break;
            case JsonValueKind.Object when ResponseMembers.Text(value, "question", "text") is { } text:
                var options = new ToolArguments(value).All("options");
                answer.Questions.Add((ResponseMembers.Text(value, "connector", "system") ?? connector, text, options));
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject()) ReadQuestions(member.Value, member.Name, answer);
                break;
        }
    }
}
