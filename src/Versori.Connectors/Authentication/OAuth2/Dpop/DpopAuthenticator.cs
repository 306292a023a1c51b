using System.Net.Http.Headers;
using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>An access token that is bound to a key: each request carries a proof of its own (RFC 9449 §7).</summary>
internal sealed class DpopAuthenticator(DpopKey key, string accessToken, DpopProofs proofs) : RequestAuthenticator
{
    private const string Authorization = "Authorization";

    private string? _nonce;

    public override string Name => Authorization;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Remove(request);
        request.Headers.TryAddWithoutValidation(Authorization, $"{DpopProofs.Header} {accessToken}");
        request.Headers.TryAddWithoutValidation(
            DpopProofs.Header, proofs.Create(key, request.Method.Method, request.RequestUri!, Volatile.Read(ref _nonce), accessToken));
        return default;
    }

    public override void Remove(HttpRequestMessage request)
    {
        request.Headers.Remove(Authorization);
        request.Headers.Remove(DpopProofs.Header);
    }

    // RFC 9449 §9: a nonce that is not the one that was sent can be answered; the same one again is a refusal.
    public override bool TryAnswer(HttpResponseMessage challenge) =>
        challenge.Headers.WwwAuthenticate.Any(IsNonceChallenge)
        && DpopProofs.Nonce(challenge.Headers) is { } nonce
        && Interlocked.Exchange(ref _nonce, nonce) != nonce;

    /// <summary>The authenticator of a token that has a key beside it; <see langword="null"/> for one that was given without.</summary>
    public static DpopAuthenticator? Of(TemplateValues values, DpopProofs proofs) =>
        values.TryGet(DpopKey.Name, out var key) && key.Text is { } kept && values.TryGet(TokenAnswerReader.AccessToken, out var token)
            ? new(DpopKey.Of(kept), token.Text!, proofs)
            : null;

    private static bool IsNonceChallenge(AuthenticationHeaderValue challenge) =>
        string.Equals(challenge.Scheme, DpopProofs.Header, StringComparison.OrdinalIgnoreCase)
        && challenge.Parameter?.Contains("use_dpop_nonce", StringComparison.Ordinal) is true;
}
