namespace Versori.Connectors;

/// <summary>A value that a connection's credential supplies.</summary>
public sealed record CredentialField
{
    /// <summary>The name that templates use: letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A short label for people.</summary>
    public string? Title { get; init; }

    /// <summary>What to enter and where to find it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a connection cannot be made without it. Default: yes.</summary>
    public bool Required { get; init; } = true;

    /// <summary>
    /// Whether people may see it while they enter it, as a user name. Default: no, it is secret. All fields are kept in the
    /// secret store and redacted, visible or not.
    /// </summary>
    public bool IsVisible { get; init; }
}
