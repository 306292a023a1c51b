using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>What a request inherits from its folders and the collection.</summary>
/// <param name="Variables">The variables.</param>
/// <param name="Auth">How requests authenticate; <see langword="null"/> if nothing states it.</param>
/// <param name="Folders">The names of the folders, the outermost first.</param>
internal sealed record PostmanScope(PostmanVariables Variables, Node? Auth, IReadOnlyList<string> Folders)
{
    /// <summary>Returns the scope of an item in it. Scripts of the item are left out, with a warning.</summary>
    public PostmanScope Within(Node item, string? folder)
    {
        if (item.Find("event") is { Value.ValueKind: System.Text.Json.JsonValueKind.Array } events
            && events.Value.GetArrayLength() > 0)
        {
            events.WarnLeftOut("Scripts are left out.");
        }

        var variables = item.Find("variable") is { } declared ? new(Variables, declared.Items()) : Variables;
        return new(
            variables,
            item.Object("auth") ?? Auth,
            string.IsNullOrWhiteSpace(folder) ? Folders : [.. Folders, folder.Trim()]);
    }
}
