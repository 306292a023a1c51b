namespace Versori.Connectors;

/// <summary>A value that a connection's credential supplies.</summary>
public sealed record CredentialField
{
    /// <summary>The name that expressions use: letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A short label for people.</summary>
    public string? Title { get; init; }

    /// <summary>What to enter and where to find it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a connection needs a value for this field. Default: yes.</summary>
    public bool Required { get; init; } = true;

    /// <summary>
    /// Whether the value may be shown while a person enters it, as with a user name. Default: no, the value is secret.
    /// All fields are kept in the secret store and redacted, visible or not.
    /// </summary>
    public bool IsVisible { get; init; }
}
