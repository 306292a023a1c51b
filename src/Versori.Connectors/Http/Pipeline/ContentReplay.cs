using System.Net.Http.Json;

namespace Versori.Connectors.Http;

/// <summary>Determines whether the content of a request can be sent a second time.</summary>
internal static class ContentReplay
{
    // ByteArrayContent includes text and form content. StreamContent does not reveal whether its stream can be rewound,
    // so it cannot be sent again.
    public static bool IsPossible(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent => true,
        MultipartContent parts => parts.All(IsPossible),
        _ => false,
    };
}
