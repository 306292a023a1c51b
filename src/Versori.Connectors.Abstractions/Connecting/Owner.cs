using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The owner of a connection: the host itself (shared by all users), or one end user of the host.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct Owner : IParsable<Owner>
{
    private const string HostText = "host";
    private const string UserPrefix = "user:";

    private Owner(string userId) => UserId = userId;

    /// <summary>The host itself.</summary>
    public static Owner Host => default;

    /// <summary>The end user's id; <see langword="null"/> for the host.</summary>
    public string? UserId { get; }

    /// <summary>Whether the owner is the host itself.</summary>
    public bool IsHost => UserId is null;

    /// <summary>Creates the owner for one end user of the host.</summary>
    /// <param name="id">The host's own id of the user: Unicode text without NUL, not empty.</param>
    /// <exception cref="ArgumentException">It is empty, contains NUL, or is no Unicode text.</exception>
    public static Owner User(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (StoredText.Problem(id) is { } problem)
        {
            throw new ArgumentException($"The id of a user {problem}", nameof(id));
        }

        return new Owner(id);
    }

    /// <summary>Parses <c>host</c> or <c>user:ID</c>.</summary>
    /// <exception cref="FormatException">The text has neither form.</exception>
    public static Owner Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, provider, out var owner)
            ? owner
            : throw new FormatException($"'{s}' is not an owner. Use '{HostText}' or '{UserPrefix}ID'.");
    }

    /// <summary>Tries to parse <c>host</c> or <c>user:ID</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Owner result)
    {
        result = default;
        if (s is null) return false;
        if (s == HostText) return true;
        if (!s.StartsWith(UserPrefix, StringComparison.Ordinal)) return false;
        if (string.IsNullOrWhiteSpace(s[UserPrefix.Length..]) || StoredText.Problem(s) is not null) return false;
        result = new Owner(s[UserPrefix.Length..]);
        return true;
    }

    /// <summary>Returns <c>host</c> or <c>user:ID</c>.</summary>
    public override string ToString() => UserId is null ? HostText : UserPrefix + UserId;

    // For messages, where the word alone reads like the host of a URL.
    internal string InWords => IsHost ? "the host" : ToString();

    internal sealed class Converter : StringIdConverter<Owner>;
}
