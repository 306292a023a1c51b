using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Puts the <c>oauth_</c> parameters on requests (RFC 5849 §3.5).</summary>
internal sealed class OAuth1Authenticator(OAuth1Auth method, OAuth1Signer signer, string? realm, TemplateContext context) : RequestAuthenticator
{
    private static readonly string[] Parameters =
    [
        "oauth_signature", "oauth_consumer_key", "oauth_token", "oauth_nonce", "oauth_signature_method", "oauth_timestamp", "oauth_version", "oauth_body_hash",
    ];

    public override string Name => method.Placement == OAuth1Placement.Header ? "Authorization" : "oauth_signature";

    public override IEnumerable<string> Names => method.Placement == OAuth1Placement.Header ? ["Authorization"] : Parameters;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Remove(request);
        if (method.Placement == OAuth1Placement.Form || IsForm(request) || (method.IncludeBodyHash && request.Content is not null))
        {
            return ApplyWithBodyAsync(request, cancellationToken);
        }

        Place(request, signer.Sign(request.Method.Method, request.RequestUri!, [], context.Freeze(), BodyHash([], isForm: false)));
        return default;
    }

    public override void Remove(HttpRequestMessage request)
    {
        if (method.Placement == OAuth1Placement.Header)
        {
            request.Headers.Remove("Authorization");
            return;
        }

        foreach (var name in Parameters)
        {
            if (method.Placement == OAuth1Placement.Query) QueryParameters.Remove(request, name);
            else BodyFields.Remove(request, name);
        }
    }

    private async ValueTask ApplyWithBodyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await SignedContent.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        var isForm = IsForm(request);
        var form = isForm ? QueryParameters.Decode(Encoding.UTF8.GetString(body)) : [];
        var signed = signer.Sign(request.Method.Method, request.RequestUri!, form, context.Freeze(), BodyHash(body, isForm || method.Placement == OAuth1Placement.Form));
        if (method.Placement != OAuth1Placement.Form)
        {
            Place(request, signed);
            return;
        }

        // RFC 5849 §3.5.2: only in a form, and only where there is one.
        foreach (var (name, value) in signed) await BodyFields.SetAsync(request, name, value, cancellationToken).ConfigureAwait(false);
    }

    private void Place(HttpRequestMessage request, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        if (method.Placement == OAuth1Placement.Header)
        {
            RequestHeaders.Set(request, "Authorization", OAuth1Signer.HeaderOf(parameters, realm));
            return;
        }

        foreach (var (name, value) in parameters) QueryParameters.Set(request, name, value);
    }

    // OAuth Request Body Hash 1.0 §3.2: with the hash of the signature method, and not for forms.
    private IEnumerable<KeyValuePair<string, string>> BodyHash(byte[] body, bool isForm)
    {
        if (!method.IncludeBodyHash || isForm) return [];
#pragma warning disable CA5350 // The extension takes the hash of the signature method.
        var hash = method.SignatureMethod switch
        {
            OAuth1SignatureMethod.HmacSha256 or OAuth1SignatureMethod.RsaSha256 => SHA256.HashData(body),
            OAuth1SignatureMethod.HmacSha512 => SHA512.HashData(body),
            _ => SHA1.HashData(body),
        };
#pragma warning restore CA5350
        return [new("oauth_body_hash", Convert.ToBase64String(hash))];
    }

    // RFC 5849 §3.4.1.3.1
    private static bool IsForm(HttpRequestMessage request) =>
        string.Equals(request.Content?.Headers.ContentType?.MediaType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
}
