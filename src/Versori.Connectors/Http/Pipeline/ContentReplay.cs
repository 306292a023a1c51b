using System.Net.Http.Json;

namespace Versori.Connectors.Http;

/// <summary>Whether a request's content can be sent a second time.</summary>
internal static class ContentReplay
{
    // ByteArrayContent includes text and form content. A StreamContent is taken as spent: whether its stream can be
    // wound back is not to be seen from outside.
    public static bool IsPossible(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent => true,
        MultipartContent parts => parts.All(IsPossible),
        _ => false,
    };
}
