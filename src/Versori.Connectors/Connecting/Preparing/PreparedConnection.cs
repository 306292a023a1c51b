using Versori.Connectors.Authentication;
using Versori.Connectors.Caching;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>
/// A connection with everything that a call needs already computed. Immutable; replaced as a whole when a token is
/// refreshed.
/// </summary>
internal sealed class PreparedConnection
{
    // Secret values that no other property holds. Requests do not contain them, but redaction must find them.
    private PackedValues _otherSecretValues;

    public required Connection Connection { get; init; }

    /// <summary>Applied in order; empty while a token is still missing.</summary>
    public required RequestAuthenticator[] Authenticators { get; init; }

    /// <summary>The auth methods with their tokens.</summary>
    public required PreparedMethod[] Methods { get; init; }

    /// <summary>The only origins that the credentials may be sent to.</summary>
    public required string[] Origins { get; init; }

    public required CredentialFields Fields { get; init; }

    /// <summary>
    /// The clock reading from which a call must check the tokens: one is missing, expired or due for a refresh.
    /// </summary>
    public required long RecheckAt { get; init; }

    /// <summary>The clock reading from which it cannot be used: a token is missing or expired.</summary>
    public required long UnusableFrom { get; init; }

    /// <summary>Whether a rejected token can be replaced.</summary>
    public required bool CanRefresh { get; init; }

    /// <summary>Which responses need further handling: rejections and redirects.</summary>
    public required ResponseClassifier Responses { get; set; }

    /// <summary>
    /// Sends requests in place of the pipeline's primary handler; only for connections with a client certificate.
    /// </summary>
    public ClientTransport? Transport { get; init; }

    /// <summary>Identifies a set of saved tokens.</summary>
    public required Guid TokenStamp { get; init; }

    /// <summary>All secret values in use, for redaction.</summary>
    public IEnumerable<string> SecretValues => Fields.Values
        .Concat(Methods
            .SelectMany(method => method.TokenValues)
            .Where(value => !Connection.Snapshot.CapturedValues.ContainsKey(value.Key))
            .Select(value => value.Value))
        .Concat(_otherSecretValues.All);

    /// <summary>The names of the headers, parameters and fields that carry credentials.</summary>
    public string[] PlacedNames => [.. Authenticators.SelectMany(authenticator => authenticator.PlacedNames)];

    private IEnumerable<Token?> LocalTokens =>
        Methods.Where(method => method.Source is { IsLocal: true }).Select(method => method.Token);

    /// <summary>
    /// The methods that an endpoint with alternatives of its own needs: of the alternatives that the connection
    /// satisfies, those of the one with the fewest scopes, because their order has no meaning (OpenAPI 3.1 §4.8.30). An
    /// alternative without methods counts last, so that an optional credential is used. If the connection satisfies
    /// none, all its methods.
    /// </summary>
    public IEnumerable<PreparedMethod> MethodsFor(IReadOnlyList<AuthAlternative>? alternatives)
    {
        if (alternatives is null) return Methods;
        if (alternatives.Count == 0) return [];
        var satisfied = alternatives
            .Where(alternative => alternative.Methods
                .All(id => Array.Exists(Methods, method => method.Method.Id == id)))
            .MinBy(alternative => alternative.Methods.Count == 0 ? int.MaxValue : alternative.Scopes.Count);
        return satisfied is null
            ? Methods
            : Methods.Where(method => satisfied.Methods.Contains(method.Method.Id, StringComparer.Ordinal));
    }

    /// <summary>The authenticators that add the credentials that an endpoint needs.</summary>
    public RequestAuthenticator[] AuthenticatorsFor(IReadOnlyList<AuthAlternative>? alternatives) =>
        alternatives is null
            ? Authenticators
            : [.. MethodsFor(alternatives).SelectMany(method => method.Authenticators)];

    /// <summary>Whether a token that an endpoint needs can be replaced when it is rejected.</summary>
    public bool CanRefreshWith(IReadOnlyList<AuthAlternative>? alternatives) =>
        CanRefresh && (alternatives is null || MethodsFor(alternatives).Any(method => method.CanRefresh));

    /// <summary>Whether another prepared state of the connection uses the same tokens.</summary>
    public bool HasSameTokens(PreparedConnection other) =>
        HasSameSavedTokens(other) && LocalTokens.SequenceEqual(other.LocalTokens);

    /// <summary>
    /// Whether another prepared state of the connection uses the same saved tokens. Locally created tokens may differ.
    /// </summary>
    public bool HasSameSavedTokens(PreparedConnection other) => TokenStamp == other.TokenStamp;

    /// <summary>
    /// Returns a copy without what calls do not need: references to secrets, and the values of token requests. Many
    /// connections are kept in this form. Code that refreshes or changes one reads it from the stores again.
    /// </summary>
    public PreparedConnection ForCalls()
    {
        var placeOnlyTokens = Array.TrueForAll(Methods, static method => method.PlacesOnlyItsToken);
        var methods = placeOnlyTokens ? Array.ConvertAll(Methods, static method => method.ForCalls()) : Methods;
        return new()
        {
            Connection = Connection with { Tokens = [], Snapshot = Connection.Snapshot with { Secrets = null } },
            Authenticators = Authenticators,
            Methods = methods,
            Origins = Origins,
            Fields = placeOnlyTokens ? CredentialFields.Empty : Fields,
            RecheckAt = RecheckAt,
            UnusableFrom = UnusableFrom,
            CanRefresh = CanRefresh,
            Responses = Responses,
            Transport = Transport,
            TokenStamp = TokenStamp,
            _otherSecretValues = placeOnlyTokens ? PackedValues.Of(SecretValuesOutside(methods)) : _otherSecretValues,
        };
    }

    /// <summary>Returns a copy that handles other responses.</summary>
    public PreparedConnection WithResponses(ResponseClassifier responses)
    {
        var copy = (PreparedConnection)MemberwiseClone();
        copy.Responses = responses;
        return copy;
    }

    private IEnumerable<string> SecretValuesOutside(PreparedMethod[] methods) => SecretValues.Except(
        methods.SelectMany(method => method.TokenValues).Select(value => value.Value), StringComparer.Ordinal);
}
