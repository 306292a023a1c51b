namespace Versori.Connectors.Authentication.Requests;

/// <summary>Marks the content of a request as kept in memory, which the content itself does not reveal.</summary>
internal static class BufferedContent
{
    private static readonly HttpRequestOptionsKey<HttpContent> Key = new("Versori.Connectors.BufferedContent");

    public static void Mark(HttpRequestMessage request) => request.Options.Set(Key, request.Content!);

    public static bool IsMarked(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var buffered) && ReferenceEquals(buffered, request.Content);
}
