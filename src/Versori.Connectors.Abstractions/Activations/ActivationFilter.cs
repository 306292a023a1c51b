using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Selects the activations to list. All properties that are set must match.</summary>
public sealed record ActivationFilter
{
    /// <summary>Only activations of this integration: Unicode text without NUL.</summary>
    /// <exception cref="ArgumentException">It contains NUL, or is no Unicode text, as no integration is.</exception>
    public string? Integration { get; init => field = StoredText.ForFilter(value, nameof(Integration)); }

    /// <summary>Only activations of this end user.</summary>
    public Owner? Owner { get; init; }

    /// <summary>Only activations that are active, or only those that are not.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Only activations with keys after this one: integration, then owner, then environment.</summary>
    public ActivationKey? After { get; init; }
}
