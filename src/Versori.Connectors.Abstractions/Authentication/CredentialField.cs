namespace Versori.Connectors;

/// <summary>
/// Declares a field of a credential: its name, label and help, and whether it is required. The value itself is in
/// <see cref="Credential"/>.
/// </summary>
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
    /// Whether a form may show the value while a person types it, such as an account number. Default: no. This is a
    /// hint for the host's form only: every value is kept in the secret store and redacted.
    /// </summary>
    public bool IsVisible { get; init; }
}
