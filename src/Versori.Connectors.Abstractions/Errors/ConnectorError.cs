using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>One error: what went wrong, where, and how to fix it. It never contains a secret.</summary>
public sealed record ConnectorError
{
    /// <summary>The kind of error.</summary>
    public required ConnectorErrorCode Code { get; init; }

    /// <summary>A description for people, with how to fix the error.</summary>
    public required string Message { get; init; }

    /// <summary>The location: a JSON pointer, the name of an input, field or argument, or an endpoint's id.</summary>
    public string? Location { get; init; }

    /// <summary>The line in the source text, counted from 1, if it is known.</summary>
    public int? Line { get; init; }

    /// <summary>Whether the same call may succeed later without any change.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long to wait before retrying, if it is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// What the external system stated about the error, such as <c>error_description</c> (RFC 6749 §5.2): in one line,
    /// at most 300 characters, with secrets redacted; <see langword="null"/> when it stated nothing. The text is not
    /// trusted: show it as text, never as markup. The message contains it too.
    /// </summary>
    public string? ServerMessage { get; init; }

    /// <summary>The names of the objects concerned, such as candidates, users or alternatives.</summary>
    public IReadOnlyList<string> Related
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>Returns the message with its location.</summary>
    public override string ToString() => (string.IsNullOrEmpty(Location), Line) switch
    {
        (true, null) => Message,
        (true, _) => $"line {Line}: {Message}",
        (false, null) => $"{Location}: {Message}",
        _ => $"{Location} (line {Line}): {Message}",
    };
}
