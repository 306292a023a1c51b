namespace Versori.Connectors;

/// <summary>What the person does who registers an OAuth client of the host at the vendor.</summary>
public sealed record KnownRegistration
{
    /// <summary>The page where clients are registered; <see langword="null"/> if it depends on the account.</summary>
    public Uri? Page { get; init; }

    /// <summary>Where to click, in the order of the steps.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>What to enter as the redirect URI, and the vendor's rules for it.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>What to copy from the vendor's page into the host's configuration.</summary>
    public required string Copy { get; init; }
}
