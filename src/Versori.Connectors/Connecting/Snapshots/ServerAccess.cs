using Versori.Connectors.Authentication.ClientCertificates;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Connecting;

/// <summary>
/// What a definition says about the servers of its connections, apart from auth methods: the authorities that they
/// trust, and the headers of token requests.
/// </summary>
/// <param name="Authorities">PEM certificates; <see langword="null"/> for those of the system.</param>
/// <param name="TrustSystem">Whether the system's authorities are trusted in addition.</param>
/// <param name="Headers">The headers of token requests.</param>
internal sealed record ServerAccess(
    string? Authorities, bool TrustSystem, IReadOnlyDictionary<string, string> Headers)
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    /// <summary>The name of the setting, for errors.</summary>
    public const string AuthoritiesSetting = "certificateAuthorities";

    public static ServerAccess Of(AuthSnapshot snapshot) =>
        new(snapshot.CertificateAuthorities, snapshot.TrustSystemAuthorities, snapshot.TokenRequestHeaders);

    /// <summary>Evaluates a definition for a connection that does not exist yet.</summary>
    /// <exception cref="ConnectorException">The authorities are not valid certificates.</exception>
    public static ServerAccess Of(ConnectorDefinition definition, IReadOnlyDictionary<string, string> inputs)
    {
        var values = new ExpressionValues();
        foreach (var (name, value) in InputValues.Check(definition, inputs)) values.Set(name, value);
        return Of(definition, values);
    }

    /// <summary>Evaluates a definition with the values of a connection.</summary>
    /// <exception cref="ConnectorException">The authorities are not valid certificates.</exception>
    public static ServerAccess Of(ConnectorDefinition definition, ExpressionValues values)
    {
        var authorities = definition.CertificateAuthorities is { } pem
            ? TextExpression.Parse(pem).Evaluate(values, ValuePosition.Raw)
            : "";
        if (authorities.Length > 0) CertificateLoader.LoadAuthorities(authorities, AuthoritiesSetting);
        return new(
            authorities.Length > 0 ? authorities : null,
            definition.TrustSystemAuthorities,
            definition.SendHeadersWithTokenRequests ? HeadersOf(definition, values) : NoHeaders);
    }

    // A header whose values are not known yet, such as a captured one, is left out.
    private static Dictionary<string, string> HeadersOf(ConnectorDefinition definition, ExpressionValues values)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, text) in definition.Headers)
        {
            var expression = TextExpression.Parse(text);
            if (!expression.Names.All(used => values.TryGet(used, out _))) continue;
            var value = expression.Evaluate(values, ValuePosition.HeaderValue);
            if (value.Length > 0) headers[name] = value;
        }

        return headers;
    }
}
