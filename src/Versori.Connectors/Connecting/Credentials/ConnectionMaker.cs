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
        var context = CreateDiscoveryContext(connector.Definition!, inputs);
        var access = ServerAccess.Of(connector.Definition!, context.Inputs);
        var transport = transports.ForSignIn(credentials, access);
        try
        {
            using var scope = ConnectionTransport.Use(transport, access);
            return await handlers.For(method).ResolveAsync(method, context, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (transport is { IsShared: false }) transport.CloseWhenIdle();
        }
    }

    /// <summary>Returns what discovery knows about a connector.</summary>
    public static DiscoveryContext CreateDiscoveryContext(
        ConnectorDefinition definition, IReadOnlyDictionary<string, string> inputs)
    {
        var values = new ExpressionValues();
        var checkedInputs = InputValues.Check(definition, inputs);
        var listed = InputValues.Listed(definition, checkedInputs);
        foreach (var (name, value) in checkedInputs)
        {
            values.Set(name, value, listed.Contains(name, StringComparer.Ordinal));
        }

        var urls = definition.Endpoints.Select(endpoint => endpoint.BaseUrl).OfType<string>()
            .Prepend(definition.BaseUrl)
            .Distinct(StringComparer.Ordinal);
        return new(values, [.. urls.Select(url => Origin(url, values)).OfType<string>()]);
    }

    // A base URL that contains a captured value is not known yet.
    private static string? Origin(string baseUrl, ExpressionValues values)
    {
        try
        {
            return Origins.Of(UrlExpression.Parse(baseUrl).Evaluate(values));
        }
        catch (ConnectorException)
        {
            return null;
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
