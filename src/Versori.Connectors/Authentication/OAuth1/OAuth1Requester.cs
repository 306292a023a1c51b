using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Sends the signed requests of signing in: for temporary credentials, for a token, for its renewal.</summary>
internal sealed class OAuth1Requester(OAuth2Http http, TimeProvider time)
{
    private readonly TemplateContext _context = new(time);

    /// <param name="what">The endpoint's name for people.</param>
    /// <param name="method">The method.</param>
    /// <param name="url">The endpoint, as a template.</param>
    /// <param name="values">Inputs and fields.</param>
    /// <param name="signer">Who signs.</param>
    /// <param name="templates">The definition's own parameters.</param>
    /// <param name="protocol">The protocol's parameters besides the usual ones.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">The endpoint is plain http, or could not be reached.</exception>
    public async Task<OAuth2Answer> SendAsync(
        string what,
        OAuth1Auth method,
        string url,
        TemplateValues values,
        OAuth1Signer signer,
        IReadOnlyDictionary<string, string> templates,
        IEnumerable<KeyValuePair<string, string>> protocol,
        CancellationToken cancellationToken)
    {
        var verb = HttpMethod.Parse(method.SignInMethod);
        var target = UrlTemplate.Parse(url).Fill(values);
        var form = Filled(templates, values);
        if (verb == HttpMethod.Get) (target, form) = (TokenRequestContent.WithQuery(target, form), []);
        // RFC 5849 §3.4.1.3: query and form are signed along.
        var signed = signer.Sign(verb.Method, target, form, _context.Freeze(), protocol);
        using var request = Place(new(verb, target), method, form, signed, values);
        return await http.SendAsync(request, what, method.Id, cancellationToken).ConfigureAwait(false);
    }

    // RFC 5849 §3.5
    private static HttpRequestMessage Place(
        HttpRequestMessage request, OAuth1Auth method, List<KeyValuePair<string, string>> form, IReadOnlyList<KeyValuePair<string, string>> signed, TemplateValues values)
    {
        switch (method.SignInPlacement ?? method.Placement)
        {
            case OAuth1Placement.Form:
                form = [.. form, .. signed];
                break;
            case OAuth1Placement.Query:
                request.RequestUri = TokenRequestContent.WithQuery(request.RequestUri!, signed);
                break;
            default:
                request.Headers.TryAddWithoutValidation("Authorization", OAuth1Signer.HeaderOf(signed, OAuth1Signers.RealmOf(method, values)));
                break;
        }

        if (form.Count > 0) request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    private static List<KeyValuePair<string, string>> Filled(IReadOnlyDictionary<string, string> templates, TemplateValues values) =>
    [
        .. templates.Select(pair => KeyValuePair.Create(pair.Key, TextTemplate.Parse(pair.Value).Fill(values, TemplatePosition.Raw))).Where(pair => pair.Value.Length > 0),
    ];
}
