using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication;
using Versori.Connectors.Caching;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Connecting;

/// <summary>Prepares what a call needs from a connection and its secrets.</summary>
internal sealed class ConnectionPreparer(
    AuthMethodHandlers handlers,
    ISecretStore secrets,
    ClientTransports transports,
    SharedInstances shared,
    IOptions<VersoriConnectorsOptions> options,
    CoarseClock clock,
    TimeProvider time)
{
    private readonly ExpressionContext _context = new(time);

    /// <summary>Reads a connection's secrets and prepares it.</summary>
    /// <returns><see langword="null"/> when a secret that it refers to is missing or cannot be read.</returns>
    public async ValueTask<PreparedConnection?> ReadAsync(Connection connection, CancellationToken cancellationToken)
    {
        var references = connection.Tokens.Select(state => state.Secret).ToList();
        if (connection.Snapshot.Secrets is { } credential) references.Add(credential);
        IReadOnlyList<Secret?> values = references.Count == 0
            ? []
            : await secrets.ReadAllAsync(references, cancellationToken).ConfigureAwait(false);

        var fields = connection.Snapshot.Secrets is null ? CredentialFields.Empty : FieldsOf(values[^1]);
        if (fields is null || TokensOf(connection, values) is not { } tokens) return null;
        return Prepare(connection, fields, tokens);
    }

    /// <summary>Prepares a connection whose secrets are already in memory.</summary>
    public PreparedConnection Prepare(
        Connection connection, CredentialFields fields, IReadOnlyDictionary<string, Token> tokens)
    {
        connection = shared.In(connection);
        var methods = connection.Snapshot.Methods
            .Select(method => PrepareMethod(
                connection, method, fields, tokens.GetValueOrDefault(method.Id), CapturesOf(connection, tokens)))
            .ToArray();
        var schedule = RefreshSchedule.Of(methods, options.Value.RefreshMargin, clock);
        return new PreparedConnection
        {
            Connection = connection,
            Fields = fields,
            Methods = methods,
            Origins = shared.Origins(connection.Snapshot.Origins),
            Authenticators = methods is [var only]
                ? only.Authenticators
                : [.. methods.SelectMany(method => method.Authenticators)],
            Responses = ResponseClassifier.Of(methods),
            Transport = transports.GetOrCreate(connection, fields),
            RecheckAt = connection.Status == ConnectionStatus.Active ? schedule.CheckAt : long.MinValue,
            UnusableFrom = connection.Status == ConnectionStatus.Active ? schedule.UnusableFrom : long.MinValue,
            CanRefresh = methods.Any(method => method.CanRefresh),
            TokenStamp = StampOf(connection.Tokens),
        };
    }

    private static CredentialFields? FieldsOf(Secret? secret) =>
        secret is null ? null : CredentialFields.Of(secret);

    private static Dictionary<string, Token>? TokensOf(Connection connection, IReadOnlyList<Secret?> values)
    {
        var tokens = new Dictionary<string, Token>(StringComparer.Ordinal);
        foreach (var (state, secret) in connection.Tokens.Zip(values))
        {
            if (secret is null || SecretBundle.Unpack(secret) is not { } parts) return null;
            tokens[state.MethodId] = new Token(
                parts, state.ObtainedAt, state.ExpiresAt, state.Scopes, state.RefreshTokenExpiresAt);
        }

        return tokens;
    }

    // Each secret is written once, under a version of its own, so its reference identifies the token. Half of a hash is
    // enough to distinguish them.
    private static Guid StampOf(IReadOnlyList<TokenState> tokens)
    {
        if (tokens.Count == 0) return default;
        var references = string.Join('\n', tokens.Select(token => token.Secret.ToString()));
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(references)).AsSpan(0, 16));
    }

    private PreparedMethod PrepareMethod(
        Connection connection,
        AuthMethod method,
        CredentialFields fields,
        Token? token,
        IReadOnlyDictionary<string, string> captures)
    {
        var handler = handlers.For(method);
        var snapshot = connection.Snapshot;
        var source = handler.TokenSource(method, snapshot);
        if (source is { IsLocal: true })
        {
            var values = ValuesOf(snapshot, method, fields, null, captures);
            token = CreateToken(source, new(connection.ConnectorId, values, null));
        }

        var prepared = new PreparedMethod(
            method, () => ValuesOf(snapshot, method, fields, token, captures), source, token, []);
        if (source is not null && token is null) return prepared;
        var extras = RequestExtras.Prepare(method, handler.GetRequestValues(method, prepared.Values), snapshot);
        return prepared with { Authenticators = [.. extras, .. handler.Prepare(prepared, snapshot)] };
    }

    // While a connection is made, the snapshot does not have the captured values yet. A further method of the
    // connection may need them for its own token.
    private Dictionary<string, string> CapturesOf(Connection connection, IReadOnlyDictionary<string, Token> tokens)
    {
        var captures = new Dictionary<string, string>(StringComparer.Ordinal);
        if (connection.Snapshot.Methods.Count < 2) return captures;
        foreach (var method in connection.Snapshot.Methods)
        {
            if (!tokens.TryGetValue(method.Id, out var token)) continue;
            foreach (var name in handlers.For(method).CapturedNames(method))
            {
                var isNew = !connection.Snapshot.CapturedValues.ContainsKey(name);
                if (isNew && token.Values.TryGetValue(name, out var value)) captures[name] = value;
            }
        }

        return captures;
    }

    private ExpressionValues ValuesOf(
        AuthSnapshot snapshot,
        AuthMethod method,
        CredentialFields fields,
        Token? token,
        IReadOnlyDictionary<string, string> captures)
    {
        var values = InputExpressionValues.Of(snapshot, _context);
        foreach (var (name, value) in captures) values.Set(name, value);
        foreach (var name in handlers.For(method).PlaceholderNames(method).Where(IsFree))
        {
            values.SetSecret(name, fields.Find(method.Id, name));
        }

        foreach (var (name, value) in token?.Values ?? Enumerable.Empty<KeyValuePair<string, string>>())
        {
            if (IsFree(name)) values.SetSecret(name, new Secret(value));
        }

        return values;

        // Captured values are fixed by the snapshot. A later token response must not redirect the credentials.
        bool IsFree(string name) => !snapshot.CapturedValues.ContainsKey(name);
    }

    // A local source always completes synchronously.
    private static Token CreateToken(ITokenSource source, TokenRequest request)
    {
        var result = source.RequestAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        return result.IsSuccess ? result.Token : throw new ConnectorException(result.Error);
    }
}
