using System.Globalization;
using System.Text;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.HttpMessageSignatures;

/// <summary>Signs requests (RFC 9421 §3.1).</summary>
internal sealed class HttpMessageSignatureAuthenticator(
    HttpMessageSignatureAuth method, SigningKey key, string? keyId, ExpressionContext context) : RequestAuthenticator
{
    private const string Digest = "Content-Digest";
    private const string DigestComponent = "content-digest";

    private readonly JwtAlgorithm _algorithm = HttpSignatureAlgorithms.JwtOf(method.Algorithm);
    private readonly SignatureComponent[] _all = [.. method.Components.Select(SignatureComponent.Parse)];
    private readonly SignatureComponent[] _withoutContent =
        [
            .. method.Components
                .Where(name => method.DigestEmptyBody && name == DigestComponent
                    || !SignatureComponent.Parse(name).IsContentHeader)
                .Select(SignatureComponent.Parse),
        ];

    private readonly bool _needsDigest = method.Components.Contains(DigestComponent, StringComparer.Ordinal);

    public override string Name => "Signature";

    public override IEnumerable<string> PlacedNames => ["Signature", "Signature-Input"];

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Remove(request);
        if (_needsDigest && request.Content is not null) return ApplyWithDigestAsync(request, cancellationToken);
        if (_needsDigest && method.DigestEmptyBody)
            RequestHeaders.Set(request, Digest, ContentDigest.Of(method.DigestAlgorithm, []));
        Sign(request);
        return default;
    }

    public override void Remove(HttpRequestMessage request)
    {
        request.Headers.Remove("Signature");
        request.Headers.Remove("Signature-Input");
        if (_needsDigest) RequestHeaders.Remove(request, Digest);
    }

    private async ValueTask ApplyWithDigestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await BufferedRequestBody.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        RequestHeaders.Set(request, Digest, ContentDigest.Of(method.DigestAlgorithm, body));
        Sign(request);
    }

    private void Sign(HttpRequestMessage request)
    {
        var components = request.Content is null ? _withoutContent : _all;
        var input = SignatureBase.Input(components, Parameters());
        var signature = key.Sign(_algorithm, Encoding.UTF8.GetBytes(SignatureBase.Of(request, components, input)));
        // RFC 9421 §4.1, §4.2
        request.Headers.TryAddWithoutValidation("Signature-Input", $"{method.Label}={input}");
        request.Headers.TryAddWithoutValidation("Signature", $"{method.Label}=:{Convert.ToBase64String(signature)}:");
    }

    // RFC 9421 §2.3
    private string Parameters()
    {
        var now = context.Now;
        var text = new StringBuilder();
        if (method.IncludeCreated) text.Append(CultureInfo.InvariantCulture, $";created={now.ToUnixTimeSeconds()}");
        if (method.ExpiresAfter is { } lifetime)
        {
            text.Append(CultureInfo.InvariantCulture, $";expires={(now + lifetime).ToUnixTimeSeconds()}");
        }

        if (keyId is not null) Append("keyid", keyId);
        if (method.IncludeAlgorithm) Append("alg", HttpSignatureAlgorithms.NameOf(method.Algorithm));
        if (method.IncludeNonce) Append("nonce", context.Nonce);
        if (method.Tag is { } tag) Append("tag", tag);
        return text.ToString();

        // RFC 8941 §4.1.6
        void Append(string name, string value)
        {
            var escaped = value
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $";{name}=\"{escaped}\"");
        }
    }
}
