using Versori.Connectors.Authentication;
using Versori.Connectors.Caching;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>A connection with everything that a call needs worked out. Immutable; replaced as a whole when a token is renewed.</summary>
internal sealed class PreparedConnection
{
    // The secret values that nothing else here holds: no request has them, and redaction looks for them all the same.
    private PackedValues _others;

    public required Connection Connection { get; init; }

    /// <summary>Applied in order; empty while a token is still missing.</summary>
    public required RequestAuthenticator[] Authenticators { get; init; }

    /// <summary>The auth methods with their tokens.</summary>
    public required PreparedMethod[] Methods { get; init; }

    /// <summary>The only origins that the credentials may be sent to.</summary>
    public required string[] Origins { get; init; }

    public required CredentialFields Fields { get; init; }

    /// <summary>The clock's reading from which a call must look again: a token is missing, expired or due for renewal.</summary>
    public required long CheckAt { get; init; }

    /// <summary>The clock's reading from which it cannot be used: a token is missing or expired.</summary>
    public required long UnusableFrom { get; init; }

    /// <summary>Whether a rejected token can be replaced.</summary>
    public required bool CanRenew { get; init; }

    /// <summary>Which answers need more than being handed on: rejections and redirects.</summary>
    public required FollowUps FollowUps { get; init; }

    /// <summary>What requests are sent with in place of the pipeline's own handler; only where there is a client certificate.</summary>
    public ClientTransport? Transport { get; init; }

    /// <summary>Tells one set of saved tokens from another.</summary>
    public required Guid TokenStamp { get; init; }

    /// <summary>All secret values in use, for redaction.</summary>
    public IEnumerable<string> SecretValues => Fields.Values
        .Concat(Methods.SelectMany(method => method.TokenValues).Where(value => !Connection.Snapshot.Captured.ContainsKey(value.Key)).Select(value => value.Value))
        .Concat(_others.All);

    /// <summary>
    /// The methods that an endpoint with alternatives of its own needs: those of the first alternative that the connection
    /// can satisfy. Where it satisfies none of them, all that it has.
    /// </summary>
    public IEnumerable<PreparedMethod> MethodsFor(IReadOnlyList<AuthAlternative>? alternatives)
    {
        if (alternatives is null) return Methods;
        if (alternatives.Count == 0) return [];
        var fitting = alternatives.FirstOrDefault(alternative =>
            alternative.Methods.All(id => Array.Exists(Methods, method => method.Method.Id == id)));
        return fitting is null ? Methods : Methods.Where(method => fitting.Methods.Contains(method.Method.Id, StringComparer.Ordinal));
    }

    /// <summary>What puts the credentials that an endpoint needs on its requests.</summary>
    public RequestAuthenticator[] AuthenticatorsFor(IReadOnlyList<AuthAlternative>? alternatives) =>
        alternatives is null ? Authenticators : [.. MethodsFor(alternatives).SelectMany(method => method.Authenticators)];

    /// <summary>Whether a token that an endpoint needs can be replaced when it is rejected.</summary>
    public bool CanRenewFor(IReadOnlyList<AuthAlternative>? alternatives) =>
        CanRenew && (alternatives is null || MethodsFor(alternatives).Any(method => method.CanRenew));

    /// <summary>Whether another prepared state of the connection uses the same tokens.</summary>
    public bool HasSameTokens(PreparedConnection other) => HasSameSavedTokens(other) && LocalTokens.SequenceEqual(other.LocalTokens);

    /// <summary>Whether another prepared state of the connection uses the same saved tokens, whatever was made on the spot.</summary>
    public bool HasSameSavedTokens(PreparedConnection other) => TokenStamp == other.TokenStamp;

    /// <summary>
    /// The same, without what calls do not need: the references to secrets, and what tokens are asked for with. Many
    /// connections are held so, and whoever renews or changes one reads it anew.
    /// </summary>
    public PreparedConnection ForCalls()
    {
        var areTokensAll = Array.TrueForAll(Methods, static method => method.PlacesOnlyItsToken);
        var methods = areTokensAll ? Array.ConvertAll(Methods, static method => method.ForCalls()) : Methods;
        return new()
        {
            Connection = Connection with { Tokens = [], Snapshot = Connection.Snapshot with { Secrets = null } },
            Authenticators = Authenticators,
            Methods = methods,
            Origins = Origins,
            Fields = areTokensAll ? CredentialFields.Empty : Fields,
            CheckAt = CheckAt,
            UnusableFrom = UnusableFrom,
            CanRenew = CanRenew,
            FollowUps = FollowUps,
            Transport = Transport,
            TokenStamp = TokenStamp,
            _others = areTokensAll ? PackedValues.Of(SecretValues.Except(methods.SelectMany(method => method.TokenValues).Select(value => value.Value), StringComparer.Ordinal)) : _others,
        };
    }

    private IEnumerable<Token?> LocalTokens => Methods.Where(method => method.Source is { IsLocal: true }).Select(method => method.Token);
}
