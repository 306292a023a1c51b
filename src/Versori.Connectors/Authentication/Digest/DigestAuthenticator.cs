using System.Net.Http.Headers;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Digest;

/// <summary>
/// Answers the last challenge of the external system. Before the first challenge, requests are sent without
/// credentials, and the 401 response contains the challenge.
/// </summary>
internal sealed class DigestAuthenticator(
    string username, string password, bool refuseMd5, ExpressionContext context) : RequestAuthenticator
{
    private const string Authorization = "Authorization";

    private State? _state;

    public override string Name => Authorization;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Remove(request);
        if (Volatile.Read(ref _state) is not { } state) return default;
        if (state.Challenge.Qop == "auth-int") return ApplyWithBodyAsync(state, request, cancellationToken);
        Apply(state, request, []);
        return default;
    }

    public override void Remove(HttpRequestMessage request) => request.Headers.Remove(Authorization);

    // RFC 7616 §3.3: a challenge to a request with credentials means that they were rejected, unless the nonce was
    // stale.
    public override bool TryAnswerChallenge(HttpResponseMessage challenge)
    {
        if (DigestChallenge.Strongest(challenge.Headers, refuseMd5) is not { } strongest) return false;
        Volatile.Write(ref _state, new State(strongest, context.Nonce));
        return strongest.IsStale || !IsDigest(challenge.RequestMessage?.Headers.Authorization);
    }

    private async ValueTask ApplyWithBodyAsync(
        State state, HttpRequestMessage request, CancellationToken cancellationToken) =>
        Apply(state, request, await BufferedRequestBody.ReadAsync(request, cancellationToken).ConfigureAwait(false));

    private void Apply(State state, HttpRequestMessage request, byte[] body)
    {
        var method = request.Method.Method;
        var target = request.RequestUri!.PathAndQuery;
        var value = DigestResponse.Create(
            state.Challenge, username, password, method, target, body, state.NextCount(), state.ClientNonce);
        request.Headers.TryAddWithoutValidation(Authorization, value);
    }

    private static bool IsDigest(AuthenticationHeaderValue? sent) =>
        string.Equals(sent?.Scheme, DigestChallenge.Scheme, StringComparison.OrdinalIgnoreCase);

    private sealed class State(DigestChallenge challenge, string clientNonce)
    {
        private int _count;

        public DigestChallenge Challenge => challenge;

        public string ClientNonce => clientNonce;

        public int NextCount() => Interlocked.Increment(ref _count);
    }
}
