using System.Net;
using System.Net.Http.Headers;
using Versori.Connectors.Authentication.Jwt;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Sends an access token that is bound to a key, with a new proof for each request (RFC 9449 §7).</summary>
internal sealed class DpopAuthenticator(
    DpopKey key, string accessToken, DpopProofs proofs, DpopNonces.ServersOfKey nonces) : RequestAuthenticator
{
    private const string Authorization = "Authorization";

    // The nonce of a challenge, for the repeated request. Some servers accept each nonce once, so a repeated request
    // uses the one that it was given and not one that another request may use too.
    private static readonly HttpRequestOptionsKey<string?> ChallengeNonce = new("Versori.Connectors.DpopNonce");

    public override string Name => Authorization;

    public override bool ObservesResponses => true;

    // A server may change its nonce while a request waits, so a request may meet several changes.
    public override int MaximumChallenges => 10;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Remove(request);
        var proof = proofs.Create(key, request.Method.Method, request.RequestUri!, NonceFor(request), accessToken);
        request.Headers.TryAddWithoutValidation(Authorization, $"{DpopProofs.Header} {accessToken}");
        request.Headers.TryAddWithoutValidation(DpopProofs.Header, proof);
        return default;
    }

    public override void Remove(HttpRequestMessage request)
    {
        request.Headers.Remove(Authorization);
        request.Headers.Remove(DpopProofs.Header);
    }

    // RFC 9449 §8.2: a nonce on any response is for the next request.
    public override void Observe(HttpResponseMessage response)
    {
        if (response.RequestMessage is not { RequestUri: { } url } request) return;
        if (response.StatusCode == HttpStatusCode.Unauthorized) return;
        if (DpopProofs.Nonce(response.Headers) is { } nonce) nonces.Adopt(url, CarriedNonce(request), nonce);
    }

    // RFC 9449 §9: a challenge with another nonce than the request carried can be answered. A challenge with the same
    // nonce is a refusal.
    public override bool TryAnswerChallenge(HttpResponseMessage challenge)
    {
        if (!challenge.Headers.WwwAuthenticate.Any(IsNonceChallenge)) return false;
        if (challenge.RequestMessage is not { RequestUri: { } url } request) return false;
        if (DpopProofs.Nonce(challenge.Headers) is not { } nonce) return false;
        var carried = CarriedNonce(request);
        if (carried == nonce) return false;
        nonces.Adopt(url, carried, nonce);
        request.Options.Set(ChallengeNonce, nonce);
        return true;
    }

    /// <summary>
    /// Creates the authenticator of a token that has a key; <see langword="null"/> for a token that was given without
    /// one.
    /// </summary>
    public static DpopAuthenticator? Of(ExpressionValues values, DpopProofs proofs, DpopNonces nonces)
    {
        if (!values.TryGet(DpopKey.Name, out var encoded) || encoded.Text is not { } encodedKey) return null;
        if (!values.TryGet(TokenResponseReader.AccessToken, out var token)) return null;
        var key = DpopKey.Of(encodedKey);
        return new(key, token.Text!, proofs, nonces.Of(key, isAuthorizationServer: false));
    }

    private string? NonceFor(HttpRequestMessage request)
    {
        if (!request.Options.TryGetValue(ChallengeNonce, out var nonce) || nonce is null)
        {
            return nonces.Find(request.RequestUri!);
        }

        request.Options.Set(ChallengeNonce, null);
        return nonce;
    }

    private static string? CarriedNonce(HttpRequestMessage request)
    {
        if (!request.Headers.NonValidated.TryGetValues(DpopProofs.Header, out var proofs)) return null;
        return JwsCompact.ReadPayload(proofs.ToString()) is { } payload
            ? ResponseField.Text(ResponseField.Find(payload, DpopProofs.NonceClaim))
            : null;
    }

    private static bool IsNonceChallenge(AuthenticationHeaderValue challenge) =>
        string.Equals(challenge.Scheme, DpopProofs.Header, StringComparison.OrdinalIgnoreCase)
        && challenge.Parameter?.Contains("use_dpop_nonce", StringComparison.Ordinal) is true;
}
