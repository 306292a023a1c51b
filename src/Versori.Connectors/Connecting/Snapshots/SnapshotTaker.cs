using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>Takes the snapshot of a connector's auth methods for a credential. Nothing is saved here.</summary>
internal sealed class SnapshotTaker(AuthMethodHandlers handlers, TimeProvider time)
{
    /// <summary>Takes a snapshot with all that is known before there are tokens.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="methods">The auth methods in use, in their order.</param>
    /// <param name="inputs">The inputs as they were given.</param>
    public AuthSnapshot Take(
        Connector connector, IReadOnlyList<AuthMethod> methods, IReadOnlyDictionary<string, string> inputs)
    {
        var definition = connector.Definition ?? throw ConnectionErrors.NotPublished(connector.Id);
        CertificateRules.Check(methods);
        var values = InputValues.Check(definition, inputs);
        var snapshot = new AuthSnapshot
        {
            ConnectorVersion = connector.Version,
            TakenAt = time.GetUtcNow(),
            Methods = methods,
            Inputs = values,
            ListedInputs = InputValues.Listed(definition, values),
            Origins = [],
        };
        snapshot = WithServerAccess(snapshot, definition);

        // Origins that depend on captured values are added later, by Complete.
        return NeedsCapturedValues(definition, methods)
            ? snapshot
            : snapshot with { Origins = OriginsOf(definition, snapshot) };
    }

    /// <summary>
    /// Adds the captured values, and with them the final list of origins that the credentials may be sent to.
    /// </summary>
    /// <param name="definition">The connector's definition.</param>
    /// <param name="prepared">The connection with its first tokens.</param>
    /// <param name="found">The values that the methods' capture requests found.</param>
    public AuthSnapshot Complete(
        ConnectorDefinition definition, PreparedConnection prepared, IReadOnlyDictionary<string, string> found)
    {
        var snapshot = prepared.Connection.Snapshot;
        var captured = CapturedValues(prepared, found);
        if (captured.Count > 0 || snapshot.Origins.Count == 0)
        {
            snapshot = snapshot with { CapturedValues = captured };
            snapshot = WithServerAccess(snapshot, definition) with { Origins = OriginsOf(definition, snapshot) };
        }

        // Throws if an input is not valid in a header, before anything is saved.
        ConnectorHeaders.Evaluate(definition, snapshot);
        return snapshot with { Account = AccountOf(definition, snapshot) };
    }

    private static string? AccountOf(ConnectorDefinition definition, AuthSnapshot snapshot)
    {
        if (definition.AccountLabel is not { } label) return null;
        try
        {
            var account = TextExpression.Parse(label)
                .Evaluate(InputExpressionValues.Of(snapshot), ValuePosition.Raw)
                .Trim();
            return account.Length == 0 ? null : account;
        }
        catch (ConnectorException)
        {
            // The external system did not say which account it is. The label is no condition for connecting.
            return null;
        }
    }

    private static AuthSnapshot WithServerAccess(AuthSnapshot snapshot, ConnectorDefinition definition)
    {
        var access = ServerAccess.Of(definition, InputExpressionValues.Of(snapshot));
        return snapshot with
        {
            CertificateAuthorities = access.Authorities,
            TrustSystemAuthorities = access.TrustSystem,
            TokenRequestHeaders = access.Headers,
        };
    }

    private Dictionary<string, string> CapturedValues(
        PreparedConnection prepared, IReadOnlyDictionary<string, string> found)
    {
        var captured = new Dictionary<string, string>(found, StringComparer.Ordinal);
        foreach (var method in prepared.Methods)
        {
            foreach (var name in handlers.For(method.Method).CapturedNames(method.Method))
            {
                if (method.Token?.Values.TryGetValue(name, out var value) is true) captured[name] = value;
            }
        }

        return captured;
    }

    private bool NeedsCapturedValues(ConnectorDefinition definition, IReadOnlyList<AuthMethod> methods)
    {
        var captured = methods.SelectMany(handlers.CapturedNames).ToHashSet(StringComparer.Ordinal);
        return captured.Count > 0
            && BaseAddresses.UrlsOf(definition).Any(url => UrlExpression.Parse(url).Names.Any(captured.Contains));
    }

    private static string[] OriginsOf(ConnectorDefinition definition, AuthSnapshot snapshot)
    {
        var urls = BaseAddresses.UrlsOf(definition).Select(url => BaseAddresses.Evaluate(url, snapshot)).ToArray();
        if (!definition.AllowInsecureHttp && urls.FirstOrDefault(url => !Origins.IsSecure(url)) is { } insecure)
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InsecureTransport,
                $"Credentials would be sent to {insecure.Host} over plain http. "
                    + "Use https, or set allowInsecureHttp on the connector.",
                definition.Id.Value);
        }

        CertificateRules.RefusePlainHttp(snapshot.Methods, urls);
        return [.. urls.Select(Origins.Of).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
