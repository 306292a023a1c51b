using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Hmac;

/// <summary>Keyed hashes over requests.</summary>
internal sealed class HmacSignatureAuthHandler(TimeProvider time) : AuthMethodHandler<HmacSignatureAuth>(CredentialKind.Fields)
{
    public const string Signature = "signature";

    private static readonly string[] Computed = [.. RequestValues.Names, Signature];

    private readonly TemplateContext _context = new(time);

    protected override IReadOnlyList<CredentialField> Fields(HmacSignatureAuth method, CredentialKind kind) => method.Fields;

    protected override IEnumerable<string> Names(HmacSignatureAuth method) => method.Fields.Select(field => field.Name)
        .Concat(Computed)
        .Concat(Templates(method).SelectMany(use => TextTemplate.TryParse(use.Text, out var template, out _) ? template.Names : []).Where(RequestValues.IsHeader));

    protected override IEnumerable<TemplateUse> Templates(HmacSignatureAuth method) =>
    [
        new("/key", method.Key),
        new("/stringToSign", method.StringToSign),
        .. method.Placements.Select((placement, index) => new TemplateUse($"/placements/{index}/value", placement.Value)),
    ];

    protected override IEnumerable<(string Pointer, string Message)> Problems(HmacSignatureAuth method)
    {
        foreach (var problem in FieldProblems.Of(method.Fields, Computed)) yield return problem;
        foreach (var (index, placement) in method.Placements.Index())
        {
            foreach (var problem in PlacementProblems.Of($"/placements/{index}", placement)) yield return problem;
        }

        if (!method.Placements.Any(placement => Uses(placement.Value, [Signature]))) yield return ("/placements", "No place takes the signature: a value with {signature} is needed.");
        if (Uses(method.Key, Computed)) yield return ("/key", "The key is the same for all requests: it is made of fields and inputs only.");
        if (Uses(method.StringToSign, [Signature])) yield return ("/stringToSign", "What is signed cannot hold its own signature.");
        if (method.KeyFormat is KeyFormat.Pem or KeyFormat.Jwk) yield return ("/keyFormat", "The key of an HMAC is text, base64 or hexadecimal.");
        if (!IsTimeFormat(method.TimestampFormat)) yield return ("/timestampFormat", "The format is none of unix, unixMs, iso8601, rfc1123 and no .NET format either.");
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(HmacSignatureAuth method, TemplateValues values)
    {
        var template = TextTemplate.Parse(method.Key);
        var field = template.Names is [var first, ..] ? first : "key";
        var key = method.KeyFormat switch
        {
            KeyFormat.Base64 => KeyBytes.FromBase64(template.Fill(values, TemplatePosition.Raw), field),
            KeyFormat.Hex => KeyBytes.FromHex(template.Fill(values, TemplatePosition.Raw), field),
            _ => template.FillBytes(values),
        };
        if (key.Length == 0) throw KeyErrors.Invalid(field, "It is empty.");
        yield return new HmacSignatureAuthenticator(method, key, values, _context);
    }

    private static bool Uses(string text, string[] names) => TextTemplate.TryParse(text, out var template, out _) && template.Names.Any(names.Contains);

    private static bool IsTimeFormat(string format)
    {
        try
        {
            return TemplateFunction.FormatTime(DateTimeOffset.UnixEpoch, format).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
