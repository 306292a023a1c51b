using System.Text.Json;

namespace Versori.Connectors.Invocation;

/// <summary>A response that is judged.</summary>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The media type of the content.</param>
/// <param name="Body">The content.</param>
/// <param name="Root">The content as JSON, if it is JSON.</param>
/// <param name="Secrets">The secrets that messages must not contain.</param>
internal readonly record struct JudgedResponse(
    int Status,
    string? ContentType,
    ReadOnlyMemory<byte> Body,
    JsonElement? Root,
    IEnumerable<string> Secrets)
{
    /// <summary>Whether the status states success.</summary>
    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>The outcome of a failure that the content states.</summary>
    public ResponseOutcome Failure => IsSuccess ? ResponseOutcome.Failed : ResponseJudge.ByStatus(Status);
}
