using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Finds the message for people in a failure whose shape nobody has stated: at the places where most systems have it.
/// </summary>
internal static class UsualMessages
{
    // A sentence comes before a code: "error" is often one (RFC 6749 §5.2).
    private static readonly string[] Places =
    [
        "/error_description", "/error/message", "/error/description", "/error/detail", "/message", "/Message",
        "/errorMessage", "/error_message", "/detail", "/errors/0/message", "/errors/0/detail", "/errors/0/title",
        "/errors/0", "/0/message", "/fault/faultstring", "/error", "/msg", "/reason", "/description", "/title",
    ];

    /// <summary>The message; <see langword="null"/> if there is a text at none of the places.</summary>
    public static string? Find(JsonElement content)
    {
        foreach (var place in Places)
        {
            if (JsonPointer.TryFind(content, place, out var found) && found.ValueKind == JsonValueKind.String
                && found.GetString() is { } text && !string.IsNullOrWhiteSpace(text)) return text;
        }

        return null;
    }
}
