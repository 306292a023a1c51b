using System.Security.Cryptography;
using System.Text;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Adds the <c>oauth_</c> parameters to requests (RFC 5849 §3.5).</summary>
internal sealed class OAuth1Authenticator(
    OAuth1Auth method, OAuth1Signer signer, string? realm, ExpressionContext context) : RequestAuthenticator
{
    private static readonly string[] Parameters =
    [
        "oauth_signature", "oauth_consumer_key", "oauth_token", "oauth_nonce", "oauth_signature_method",
        "oauth_timestamp", "oauth_version", "oauth_body_hash",
    ];

    public override string Name => method.Placement == OAuth1Placement.Header ? "Authorization" : "oauth_signature";

    public override IEnumerable<string> PlacedNames =>
        method.Placement switch
        {
            OAuth1Placement.Header => ["Authorization"],
            OAuth1Placement.Form => ["Authorization", .. Parameters],
            _ => Parameters,
        };

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Remove(request);
        if (NeedsBody(request)) return ApplyWithBodyAsync(request, cancellationToken);

        var bodyHash = BodyHash([], isForm: false);
        Place(request, signer.Sign(request.Method.Method, request.RequestUri!, [], context.Snapshot(), bodyHash));
        return default;
    }

    public override void Remove(HttpRequestMessage request)
    {
        // Requests without a form have the parameters in the header.
        if (method.Placement != OAuth1Placement.Query) request.Headers.Remove("Authorization");
        if (method.Placement == OAuth1Placement.Header) return;
        foreach (var name in Parameters)
        {
            if (method.Placement == OAuth1Placement.Query) QueryParameters.Remove(request, name);
            else RequestBodyFields.Remove(request, name);
        }
    }

    private bool NeedsBody(HttpRequestMessage request)
    {
        if (PlacesInForm(request) || IsForm(request)) return true;
        return method.IncludeBodyHash && request.Content is not null;
    }

    private async ValueTask ApplyWithBodyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await BufferedRequestBody.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        var isForm = IsForm(request);
        var form = isForm ? QueryParameters.Decode(Encoding.UTF8.GetString(body)) : [];
        var bodyHash = BodyHash(body, isForm || PlacesInForm(request));
        var signed = signer.Sign(request.Method.Method, request.RequestUri!, form, context.Snapshot(), bodyHash);
        if (!PlacesInForm(request))
        {
            Place(request, signed);
            return;
        }

        foreach (var (name, value) in signed)
        {
            await RequestBodyFields.SetAsync(request, name, value, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Place(HttpRequestMessage request, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        if (method.Placement != OAuth1Placement.Query)
        {
            RequestHeaders.Set(request, "Authorization", OAuth1Signer.HeaderOf(parameters, realm));
            return;
        }

        foreach (var (name, value) in parameters) QueryParameters.Set(request, name, value);
    }

    // OAuth Request Body Hash 1.0 §3.2: the hash function of the signature method; forms have no body hash.
    private IEnumerable<KeyValuePair<string, string>> BodyHash(byte[] body, bool isForm)
    {
        if (!method.IncludeBodyHash || isForm) return [];
#pragma warning disable CA5350 // The extension uses the hash function of the signature method.
        var hash = method.SignatureMethod switch
        {
            OAuth1SignatureMethod.HmacSha256 or OAuth1SignatureMethod.RsaSha256 => SHA256.HashData(body),
            OAuth1SignatureMethod.HmacSha512 => SHA512.HashData(body),
            _ => SHA1.HashData(body),
        };
#pragma warning restore CA5350
        return [new("oauth_body_hash", Convert.ToBase64String(hash))];
    }

    // RFC 5849 §3.5.2: the parameters can be placed in the body only if it is a form. A request without a body gets a
    // form if its method usually has a body.
    private bool PlacesInForm(HttpRequestMessage request)
    {
        if (method.Placement != OAuth1Placement.Form) return false;
        if (request.Content is not null) return IsForm(request);
        return request.Method == HttpMethod.Post || request.Method == HttpMethod.Put
            || request.Method == HttpMethod.Patch;
    }

    // RFC 5849 §3.4.1.3.1
    private static bool IsForm(HttpRequestMessage request)
    {
        var mediaType = request.Content?.Headers.ContentType?.MediaType;
        return string.Equals(mediaType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
    }
}
