using System.Net.Http.Headers;

namespace Versori.Connectors.Benchmarks.Wires;

/// <summary>The content of the responses of both wires.</summary>
internal static class JsonWire
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    public static HttpContent? ContentOf(byte[]? json) =>
        json is null ? null : new ByteArrayContent(json) { Headers = { ContentType = JsonType } };
}
