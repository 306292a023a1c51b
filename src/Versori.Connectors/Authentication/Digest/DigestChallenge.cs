using System.Net.Http.Headers;

namespace Versori.Connectors.Authentication.Digest;

/// <summary>A Digest challenge of a 401 response (RFC 7616 §3.3).</summary>
internal sealed record DigestChallenge
{
    public const string Scheme = "Digest";

    public required string Realm { get; init; }

    public required string Nonce { get; init; }

    public string? Opaque { get; init; }

    /// <summary>The algorithm's name as the challenge has it; <see langword="null"/> when it has none.</summary>
    public string? AlgorithmName { get; init; }

    public required DigestAlgorithm Algorithm { get; init; }

    /// <summary><c>auth</c>, <c>auth-int</c>, or <see langword="null"/> for the form of RFC 2069.</summary>
    public string? Qop { get; init; }

    public bool HashesUserNames { get; init; }

    /// <summary>Whether only the nonce was stale, and the credentials were valid.</summary>
    public bool IsStale { get; init; }

    public bool IsSession =>
        AlgorithmName?.EndsWith(DigestAlgorithm.Session, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Returns the strongest of the challenges that can be answered.</summary>
    public static DigestChallenge? Strongest(HttpResponseHeaders headers, bool refuseMd5) => headers.WwwAuthenticate
        .Where(challenge => string.Equals(challenge.Scheme, Scheme, StringComparison.OrdinalIgnoreCase))
        .Select(challenge => Read(challenge.Parameter))
        .OfType<DigestChallenge>()
        .Where(challenge => !refuseMd5 || challenge.Algorithm != DigestAlgorithm.Md5)
        .MinBy(challenge => challenge.Algorithm.Rank);

    private static DigestChallenge? Read(string? parameters)
    {
        var name = ChallengeParameter.Find(parameters, "algorithm");
        var offered = ChallengeParameter.Find(parameters, "qop")?
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var qop = offered is null
            ? null
            : Array.Find(["auth", "auth-int"], known => offered.Contains(known, StringComparer.OrdinalIgnoreCase));
        if (DigestAlgorithm.Find(name) is not { } algorithm || (offered is { Length: > 0 } && qop is null)) return null;
        if (ChallengeParameter.Find(parameters, "realm") is not { } realm) return null;
        if (ChallengeParameter.Find(parameters, "nonce") is not { } nonce) return null;
        return new()
        {
            Realm = realm,
            Nonce = nonce,
            Opaque = ChallengeParameter.Find(parameters, "opaque"),
            AlgorithmName = name,
            Algorithm = algorithm,
            Qop = qop,
            HashesUserNames = IsTrue(parameters, "userhash"),
            IsStale = IsTrue(parameters, "stale"),
        };
    }

    private static bool IsTrue(string? parameters, string name) =>
        string.Equals(ChallengeParameter.Find(parameters, name), "true", StringComparison.OrdinalIgnoreCase);
}
