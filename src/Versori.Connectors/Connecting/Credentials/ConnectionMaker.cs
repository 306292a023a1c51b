using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>Finds the auth method of each credential, and resolves what the method leaves to discovery.</summary>
internal sealed class ConnectionMaker(AuthMethodHandlers handlers, ClientTransports transports, TimeProvider time)
{
    /// <summary>Finds the auth methods of credentials, in the credentials' order, and resolves them.</summary>
    public async Task<IReadOnlyList<MethodCredential>> MatchAsync(
        Connector connector,
        IReadOnlyList<Credential> credentials,
        IReadOnlyDictionary<string, string> inputs,
        CancellationToken cancellationToken)
    {
        var definition = connector.Definition ?? throw ConnectionErrors.NotPublished(connector.Id);
        var matched = new List<MethodCredential>();
        var pairs = FindMethods(definition, credentials).Zip(credentials).ToArray();
        foreach (var (method, credential) in pairs)
        {
            handlers.For(method).CheckCredential(method, credential, time.GetUtcNow());
        }

        foreach (var (method, credential) in pairs)
        {
            var resolved = await ResolveAsync(connector, method, inputs, pairs, cancellationToken)
                .ConfigureAwait(false);
            var token = handlers.For(resolved).ReadSuppliedToken(resolved, credential, time.GetUtcNow());
            matched.Add(new(resolved, credential, token));
        }

        return matched;
    }

    /// <summary>Returns a method with the settings that it leaves to discovery.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="method">The method.</param>
    /// <param name="inputs">The inputs as given.</param>
    /// <param name="credentials">The connection's credentials. Discovery presents a client certificate.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<AuthMethod> ResolveAsync(
        Connector connector,
        AuthMethod method,
        IReadOnlyDictionary<string, string> inputs,
        IEnumerable<(AuthMethod Method, Credential Credential)> credentials,
        CancellationToken cancellationToken)
    {
        var values = new ExpressionValues();
        foreach (var (name, value) in InputValues.Check(connector.Definition!, inputs)) values.Set(name, value);
        var access = ServerAccess.Of(connector.Definition!, values);
        var transport = transports.ForSignIn(credentials, access);
        try
        {
            using var scope = ConnectionTransport.Use(transport, access);
            return await handlers.For(method).ResolveAsync(method, values, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (transport is { IsShared: false }) transport.CloseWhenIdle();
        }
    }

    private List<AuthMethod> FindMethods(ConnectorDefinition definition, IReadOnlyList<Credential> credentials)
    {
        var found = new List<AuthMethod>();
        foreach (var method in credentials.Select(credential => CredentialMatch.Find(definition, credential, handlers)))
        {
            if (found.Exists(other => other.Id == method.Id)) throw Duplicate(method);
            found.Add(method);
        }

        return found;
    }

    private static ConnectorException Duplicate(AuthMethod method) => ConnectionErrors.Create(
        ConnectorErrorCode.InvalidCredential,
        $"Two credentials are for the auth method '{method.Id}'; give one for each method.",
        method.Id);
}
