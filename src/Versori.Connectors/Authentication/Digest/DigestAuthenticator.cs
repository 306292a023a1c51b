using System.Net.Http.Headers;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Digest;

/// <summary>
/// Answers what the system asked for last. Until it has asked there is nothing to send, and the first 401 is the question.
/// </summary>
internal sealed class DigestAuthenticator(string username, string password, bool refuseMd5, TemplateContext context) : RequestAuthenticator
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

    // RFC 7616 §3.3: one that was answered already is a refusal, unless only the nonce was too old.
    public override bool TryAnswer(HttpResponseMessage challenge)
    {
        if (DigestChallenge.Strongest(challenge.Headers, refuseMd5) is not { } asked) return false;
        Volatile.Write(ref _state, new State(asked, context.Nonce));
        return asked.IsStale || !IsAnswer(challenge.RequestMessage?.Headers.Authorization);
    }

    private async ValueTask ApplyWithBodyAsync(State state, HttpRequestMessage request, CancellationToken cancellationToken) =>
        Apply(state, request, await SignedContent.ReadAsync(request, cancellationToken).ConfigureAwait(false));

    private void Apply(State state, HttpRequestMessage request, byte[] body) => request.Headers.TryAddWithoutValidation(
        Authorization,
        DigestResponse.Create(state.Challenge, username, password, request.Method.Method, request.RequestUri!.PathAndQuery, body, state.Count(), state.ClientNonce));

    private static bool IsAnswer(AuthenticationHeaderValue? sent) => string.Equals(sent?.Scheme, DigestChallenge.Scheme, StringComparison.OrdinalIgnoreCase);

    private sealed class State(DigestChallenge challenge, string clientNonce)
    {
        private int _count;

        public DigestChallenge Challenge => challenge;

        public string ClientNonce => clientNonce;

        public int Count() => Interlocked.Increment(ref _count);
    }
}
