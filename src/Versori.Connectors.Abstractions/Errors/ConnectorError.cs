using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>One thing that went wrong: what, where, and what would fix it. It never holds a secret.</summary>
public sealed record ConnectorError
{
    /// <summary>What went wrong.</summary>
    public required ConnectorErrorCode Code { get; init; }

    /// <summary>What went wrong, for people, with what would fix it.</summary>
    public required string Message { get; init; }

    /// <summary>Where: a JSON pointer, the name of an input, field or argument, or an endpoint's id.</summary>
    public string? Location { get; init; }

    /// <summary>The line in the source text, counted from 1, when it is known.</summary>
    public int? Line { get; init; }

    /// <summary>Whether the same call may succeed later without any change.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long to wait before trying again, when it is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The names of what is concerned: candidates, users, alternatives.</summary>
    public IReadOnlyList<string> Related { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>The message with its place.</summary>
    public override string ToString() => (string.IsNullOrEmpty(Location), Line) switch
    {
        (true, null) => Message,
        (true, _) => $"line {Line}: {Message}",
        (false, null) => $"{Location}: {Message}",
        _ => $"{Location} (line {Line}): {Message}",
    };
}
