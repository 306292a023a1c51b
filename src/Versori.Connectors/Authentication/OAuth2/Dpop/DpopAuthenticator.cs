using System.Net.Http.Headers;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Sends an access token that is bound to a key, with a new proof for each request (RFC 9449 §7).</summary>
internal sealed class DpopAuthenticator(DpopKey key, string accessToken, DpopProofs proofs) : RequestAuthenticator
{
    private const string Authorization = "Authorization";

    private string? _nonce;

    public override string Name => Authorization;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Remove(request);
        var nonce = Volatile.Read(ref _nonce);
        var proof = proofs.Create(key, request.Method.Method, request.RequestUri!, nonce, accessToken);
        request.Headers.TryAddWithoutValidation(Authorization, $"{DpopProofs.Header} {accessToken}");
        request.Headers.TryAddWithoutValidation(DpopProofs.Header, proof);
        return default;
    }

    public override void Remove(HttpRequestMessage request)
    {
        request.Headers.Remove(Authorization);
        request.Headers.Remove(DpopProofs.Header);
    }

    // RFC 9449 §9: a challenge with a new nonce can be answered; a challenge with the nonce that was sent is a refusal.
    public override bool TryAnswerChallenge(HttpResponseMessage challenge)
    {
        if (!challenge.Headers.WwwAuthenticate.Any(IsNonceChallenge)) return false;
        return DpopProofs.Nonce(challenge.Headers) is { } nonce && Interlocked.Exchange(ref _nonce, nonce) != nonce;
    }

    /// <summary>
    /// Creates the authenticator of a token that has a key; <see langword="null"/> for a token that was given without
    /// one.
    /// </summary>
    public static DpopAuthenticator? Of(ExpressionValues values, DpopProofs proofs)
    {
        if (!values.TryGet(DpopKey.Name, out var key) || key.Text is not { } encodedKey) return null;
        return values.TryGet(TokenResponseReader.AccessToken, out var token)
            ? new(DpopKey.Of(encodedKey), token.Text!, proofs)
            : null;
    }

    private static bool IsNonceChallenge(AuthenticationHeaderValue challenge) =>
        string.Equals(challenge.Scheme, DpopProofs.Header, StringComparison.OrdinalIgnoreCase)
        && challenge.Parameter?.Contains("use_dpop_nonce", StringComparison.Ordinal) is true;
}
