using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Versori.Connectors.Generation.Planning;

/// <summary>A call of a function, made natively or in the text of a response.</summary>
/// <param name="Id">The id of a native call; <see langword="null"/> for one in the text.</param>
/// <param name="Name">The name of the function.</param>
/// <param name="Arguments">The arguments; <see langword="null"/> if they cannot be read.</param>
internal sealed record ModelCall(string? Id, string Name, ToolArguments? Arguments)
{
    private static readonly string[] Names = ["name", "function", "tool", "functionname", "toolname"];

    /// <summary>Returns the calls of a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="functions">The functions that were offered.</param>
    public static List<ModelCall> Of(ChatResponse response, IReadOnlyList<ModelTool> functions)
    {
        var calls = response.Messages.SelectMany(message => message.Contents)
            .OfType<FunctionCallContent>()
            .Where(call => !call.InformationalOnly)
            .Select(call => new ModelCall(
                call.CallId, call.Name, call.Exception is null ? new(call.Arguments) : null))
            .ToList();
        return calls.Count > 0
            ? calls
            : [.. JsonValues.In(response.Text).SelectMany(value => OfText(value, functions))];
    }

    private static IEnumerable<ModelCall> OfText(JsonElement value, IReadOnlyList<ModelTool> functions)
    {
        if (value.ValueKind == JsonValueKind.Array)
            return value.EnumerateArray().SelectMany(item => OfText(item, functions));
        var inner = ResponseMembers.Member(value, "call", "calls", "toolcall", "toolcalls", "functioncall", "function");
        if (inner is { ValueKind: JsonValueKind.Object or JsonValueKind.Array }) return OfText(inner.Value, functions);
        var name = ResponseMembers.Text(value, Names);
        if (name is null || !functions.Any(tool => tool.Name == name)) return [];
        var arguments = ResponseMembers.Member(value, "arguments", "args", "parameters", "input");
        return [new(null, name, new(arguments ?? value))];
    }
}
