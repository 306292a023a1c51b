using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>
/// Sends signed requests for temporary credentials (RFC 5849 §2.1), tokens (RFC 5849 §2.3) and token refreshes
/// (OAuth Session 1.0 §5).
/// </summary>
internal sealed class OAuth1Requester(OAuth2Http http, TimeProvider time)
{
    private readonly ExpressionContext _context = new(time);

    /// <param name="endpoint">The endpoint's name in error messages.</param>
    /// <param name="method">The method.</param>
    /// <param name="url">The endpoint's URL, as an expression.</param>
    /// <param name="values">Inputs and fields.</param>
    /// <param name="signer">The signer.</param>
    /// <param name="definitionParameters">The definition's own parameters, as expressions.</param>
    /// <param name="protocolParameters">Further <c>oauth_</c> parameters.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">The endpoint is plain http, or could not be reached.</exception>
    public async Task<OAuth2Response> SendAsync(
        string endpoint,
        OAuth1Auth method,
        string url,
        ExpressionValues values,
        OAuth1Signer signer,
        IReadOnlyDictionary<string, string> definitionParameters,
        IEnumerable<KeyValuePair<string, string>> protocolParameters,
        CancellationToken cancellationToken)
    {
        var httpMethod = HttpMethod.Parse(method.TokenRequestMethod);
        var target = UrlExpression.Parse(url).Evaluate(values);
        var form = Fill(definitionParameters, values);
        if (httpMethod == HttpMethod.Get)
        {
            target = TokenRequestContent.WithQuery(target, form);
            form = [];
        }

        // RFC 5849 §3.4.1.3: the signature includes the query and the form.
        var signed = signer.Sign(httpMethod.Method, target, form, _context.Snapshot(), protocolParameters);
        using var request = Place(new(httpMethod, target), method, form, signed, values);
        return await http.SendAsync(request, endpoint, method.Id, cancellationToken).ConfigureAwait(false);
    }

    // RFC 5849 §3.5
    private static HttpRequestMessage Place(
        HttpRequestMessage request,
        OAuth1Auth method,
        List<KeyValuePair<string, string>> form,
        IReadOnlyList<KeyValuePair<string, string>> signed,
        ExpressionValues values)
    {
        switch (method.TokenRequestPlacement ?? method.Placement)
        {
            case OAuth1Placement.Form:
                form = [.. form, .. signed];
                break;
            case OAuth1Placement.Query:
                // The signature includes the query as it is.
                request.RequestUri = TokenRequestContent.AppendQuery(request.RequestUri!, signed);
                break;
            default:
                var header = OAuth1Signer.HeaderOf(signed, OAuth1Signers.RealmOf(method, values));
                request.Headers.TryAddWithoutValidation("Authorization", header);
                break;
        }

        if (form.Count > 0) request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    // Parameters with an empty value are left out.
    private static List<KeyValuePair<string, string>> Fill(
        IReadOnlyDictionary<string, string> expressions, ExpressionValues values) =>
    [
        .. from pair in expressions
           let text = TextExpression.Parse(pair.Value).Evaluate(values, ValuePosition.Raw)
           where text.Length > 0
           select KeyValuePair.Create(pair.Key, text),
    ];
}
