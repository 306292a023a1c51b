using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Hmac;

/// <summary>Signatures of requests with a keyed hash.</summary>
internal sealed class HmacSignatureAuthHandler(TimeProvider time)
    : AuthMethodHandler<HmacSignatureAuth>(CredentialKind.Fields)
{
    public const string Signature = "signature";

    private static readonly string[] Computed = [.. RequestValues.Names, Signature];

    private readonly ExpressionContext _context = new(time);

    protected override IReadOnlyList<CredentialField> Fields(HmacSignatureAuth method, CredentialKind kind) =>
        method.Fields;

    protected override IEnumerable<string> PlaceholderNames(HmacSignatureAuth method) =>
        method.Fields.Select(field => field.Name)
        .Concat(Computed)
        .Concat(Expressions(method).SelectMany(use => NamesIn(use.Text)).Where(RequestValues.IsHeader));

    protected override IEnumerable<ExpressionUse> Expressions(HmacSignatureAuth method) =>
    [
        new("/key", method.Key),
        new("/stringToSign", method.StringToSign),
        .. method.Placements.Select(
            (placement, index) => new ExpressionUse($"/placements/{index}/value", placement.Value)),
    ];

    protected override IEnumerable<(string Pointer, string Message)> Problems(HmacSignatureAuth method)
    {
        foreach (var problem in FieldProblems.Of(method.Fields, Computed)) yield return problem;
        foreach (var (index, placement) in method.Placements.Index())
        {
            foreach (var problem in PlacementProblems.Of($"/placements/{index}", placement)) yield return problem;
        }

        if (!method.Placements.Any(placement => Uses(placement.Value, [Signature])))
        {
            yield return ("/placements", "No placement contains the signature. At least one value needs {signature}.");
        }

        if (Uses(method.Key, Computed))
        {
            yield return ("/key", "The key is the same for all requests. It can only use fields and inputs.");
        }

        if (Uses(method.StringToSign, [Signature]))
        {
            yield return ("/stringToSign", "The string to sign cannot contain its own signature.");
        }

        if (method.KeyFormat is KeyFormat.Pem or KeyFormat.Jwk)
        {
            yield return ("/keyFormat", "The key of an HMAC is text, base64 or hexadecimal.");
        }

        if (!IsTimeFormat(method.TimestampFormat))
        {
            yield return (
                "/timestampFormat", "The format is not unix, unixMs, iso8601, rfc1123 or a .NET format string.");
        }
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(HmacSignatureAuth method, ExpressionValues values)
    {
        var template = TextExpression.Parse(method.Key);
        var field = template.Names is [var first, ..] ? first : "key";
        var key = method.KeyFormat switch
        {
            KeyFormat.Base64 => KeyBytes.FromBase64(template.Evaluate(values, ValuePosition.Raw), field),
            KeyFormat.Hex => KeyBytes.FromHex(template.Evaluate(values, ValuePosition.Raw), field),
            _ => template.EvaluateBytes(values),
        };
        if (key.Length == 0) throw KeyErrors.Invalid(field, "It is empty.");
        yield return new HmacSignatureAuthenticator(method, key, values, _context);
    }

    private static bool Uses(string text, string[] names) => NamesIn(text).Any(names.Contains);

    private static IReadOnlyList<string> NamesIn(string text) =>
        TextExpression.TryParse(text, out var template, out _) ? template.Names : [];

    private static bool IsTimeFormat(string format)
    {
        try
        {
            return ExpressionFunction.FormatTime(DateTimeOffset.UnixEpoch, format).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
