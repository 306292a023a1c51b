using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication;
using Versori.Connectors.Caching;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Connecting;

/// <summary>Works out what a call needs from a connection and its secrets.</summary>
internal sealed class ConnectionPreparer(
    AuthMethodHandlers handlers, ISecretStore secrets, ClientTransports transports, SharedParts shared, IOptions<VersoriConnectorsOptions> options, CoarseClock clock, TimeProvider time)
{
    private readonly TemplateContext _context = new(time);

    /// <summary>Reads a connection's secrets and prepares it.</summary>
    /// <returns><see langword="null"/> when a secret that it refers to is not there, or cannot be opened.</returns>
    public async ValueTask<PreparedConnection?> ReadAsync(Connection connection, CancellationToken cancellationToken)
    {
        var references = connection.Tokens.Select(state => state.Secret).ToList();
        if (connection.Snapshot.Secrets is { } credential) references.Add(credential);
        IReadOnlyList<Secret?> values = references.Count == 0 ? [] : await secrets.ReadAllAsync(references, cancellationToken).ConfigureAwait(false);

        var fields = CredentialFields.Empty;
        if (connection.Snapshot.Secrets is not null)
        {
            if (values[^1] is not { } secret || CredentialFields.Of(secret) is not { } read) return null;
            fields = read;
        }

        var tokens = new Dictionary<string, Token>(StringComparer.Ordinal);
        foreach (var (state, secret) in connection.Tokens.Zip(values))
        {
            if (secret is null || SecretBundle.Unpack(secret) is not { } parts) return null;
            tokens[state.MethodId] = new Token(parts, state.ObtainedAt, state.ExpiresAt, state.Scopes, state.RefreshExpiresAt);
        }

        return Prepare(connection, fields, tokens);
    }

    /// <summary>Prepares a connection whose secrets are at hand.</summary>
    public PreparedConnection Prepare(Connection connection, CredentialFields fields, IReadOnlyDictionary<string, Token> tokens)
    {
        connection = shared.In(connection);
        var methods = connection.Snapshot.Methods
            .Select(method => PrepareMethod(connection, method, fields, tokens.GetValueOrDefault(method.Id)))
            .ToArray();
        var schedule = RenewalSchedule.Of(methods, options.Value.RenewalMargin, clock);
        return new PreparedConnection
        {
            Connection = connection,
            Fields = fields,
            Methods = methods,
            Origins = shared.Origins(connection.Snapshot.Origins),
            Authenticators = methods is [var only] ? only.Authenticators : [.. methods.SelectMany(method => method.Authenticators)],
            FollowUps = FollowUps.Of(methods),
            Transport = transports.For(connection, fields),
            CheckAt = connection.Status == ConnectionStatus.Active ? schedule.CheckAt : long.MinValue,
            UnusableFrom = connection.Status == ConnectionStatus.Active ? schedule.UnusableFrom : long.MinValue,
            CanRenew = methods.Any(method => method.CanRenew),
            TokenStamp = StampOf(connection.Tokens),
        };
    }

    // A secret is written once under a version of its own; the references tell tokens apart, and half of a hash is as good.
    private static Guid StampOf(IReadOnlyList<TokenState> tokens) => tokens.Count == 0
        ? default
        : new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', tokens.Select(token => token.Secret.ToString())))).AsSpan(0, 16));

    private PreparedMethod PrepareMethod(Connection connection, AuthMethod method, CredentialFields fields, Token? token)
    {
        var handler = handlers.For(method);
        var source = handler.TokenSource(method, connection.Snapshot);
        if (source is { IsLocal: true }) token = MakeToken(source, new(connection.ConnectorId, ValuesOf(connection.Snapshot, method, fields, null), null));
        var snapshot = connection.Snapshot;
        var prepared = new PreparedMethod(method, () => ValuesOf(snapshot, method, fields, token), source, token, []);
        if (source is not null && token is null) return prepared;
        var extras = RequestExtras.Prepare(method, handler.ValuesForRequests(method, prepared.Values));
        return prepared with { Authenticators = [.. extras, .. handler.Prepare(prepared, connection.Snapshot)] };
    }

    private TemplateValues ValuesOf(AuthSnapshot snapshot, AuthMethod method, CredentialFields fields, Token? token)
    {
        var values = InputTemplateValues.Of(snapshot, _context);
        // What the snapshot holds is fixed; a later answer does not lead elsewhere.
        foreach (var name in handlers.For(method).Names(method).Where(IsFree)) values.SetSecret(name, fields.Find(method.Id, name));
        foreach (var (name, value) in token?.Values ?? Enumerable.Empty<KeyValuePair<string, string>>())
        {
            if (IsFree(name)) values.SetSecret(name, new Secret(value));
        }

        return values;

        bool IsFree(string name) => !snapshot.Captured.ContainsKey(name);
    }

    // A local source completes at once.
    private static Token MakeToken(ITokenSource source, TokenRequest request)
    {
        var result = source.RequestAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        return result.IsSuccess ? result.Token : throw new ConnectorException(result.Error);
    }
}
