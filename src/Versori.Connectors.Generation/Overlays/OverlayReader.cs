using System.Text;
using System.Text.Json;
using Versori.Connectors.Generation.OpenApi.Export;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>Reads overlays, and reports every problem.</summary>
internal static class OverlayReader
{
    private const int MaximumSize = 64 * 1024 * 1024;

    public static OpenApiOverlay Read(string text)
    {
        using var document = DocumentParser.Parse(
            Encoding.UTF8.GetBytes(text), MaximumSize, new(CancellationToken.None));
        var root = document.Root;
        var problems = new List<ConnectorError>();
        var version = Text(root, "overlay");
        if (version is null || !(version.StartsWith("1.0", StringComparison.Ordinal)
            || version.StartsWith("1.1", StringComparison.Ordinal)))
        {
            Add("/overlay", "This is not an overlay that can be read. Set 'overlay' to 1.1.0 or 1.0.0.");
        }

        var info = root.TryGetProperty("info", out var found) && found.ValueKind == JsonValueKind.Object ? found
            : default;
        if (info.ValueKind != JsonValueKind.Object) Add("/info", "An overlay needs 'info' with 'title' and 'version'.");
        var actions = new List<OverlayAction>();
        if (!root.TryGetProperty("actions", out var list) || list.ValueKind != JsonValueKind.Array)
            Add("/actions", "An overlay needs a list of 'actions'.");
        else if (list.GetArrayLength() > OpenApiOverlay.MaximumActions)
            Add("/actions", $"An overlay has at most {OpenApiOverlay.MaximumActions} actions.");
        else
            actions.AddRange(list.EnumerateArray().Select((action, index) => Action(action, $"/actions/{index}", Add)));
        var connector = Text(root, ExtensionNames.Connector);
        ConnectorId id = default;
        if (connector is not null && !ConnectorId.TryParse(connector, null, out id))
            Add($"/{ExtensionNames.Connector}", "This is not the key of a connector.");
        if (problems.Count > 0) throw new ConnectorException(problems);
        return new(Text(info, "title") ?? "", Text(info, "version") ?? "", Text(root, "extends"), actions)
        {
            ConnectorId = connector is null ? null : id,
        };

        void Add(string pointer, string message) => problems.Add(DocumentErrors.Invalid(pointer, message).Error);
    }

    private static OverlayAction Action(JsonElement action, string pointer, Action<string, string> add)
    {
        if (action.ValueKind != JsonValueKind.Object) add(pointer, "An action must be an object.");
        var target = Text(action, "target");
        if (target is null) add($"{pointer}/target", "An action needs a 'target', a JSONPath expression.");
        else if (JsonPathParser.Problem(target) is { } problem) add($"{pointer}/target", problem);
        var copy = Text(action, "copy");
        if (copy is not null && JsonPathParser.Problem(copy) is { } wrong) add($"{pointer}/copy", wrong);
        var update = Member(action, "update");
        var remove = Member(action, "remove")?.ValueKind == JsonValueKind.True;
        if (!remove && update is null && copy is null)
            add(pointer, "An action needs one of 'update', 'remove' and 'copy'.");
        return new()
        {
            Target = target ?? "$",
            Description = Text(action, "description"),
            Update = Fragment(update),
            Remove = remove,
            Copy = copy,
            EndpointId = Text(action, ExtensionNames.EndpointId),
            Before = Fragment(Member(action, ExtensionNames.Before)),
        };
    }

    private static JsonFragment? Fragment(JsonElement? value) => value is { } found ? new JsonFragment(found) : null;

    private static JsonElement? Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
}
