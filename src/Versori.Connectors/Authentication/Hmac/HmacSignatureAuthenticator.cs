using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Hmac;

/// <summary>Signs requests with a keyed hash. The key and the expressions are prepared once.</summary>
internal sealed class HmacSignatureAuthenticator : RequestAuthenticator
{
    private readonly HmacSignatureAuth _method;
    private readonly byte[] _key;
    private readonly ExpressionValues _values;
    private readonly ExpressionContext _context;
    private readonly TextExpression _stringToSign;
    private readonly RequestPlacement[] _beforeSigning;
    private readonly RequestPlacement[] _withSignature;
    private readonly bool _needsBody;

    public HmacSignatureAuthenticator(
        HmacSignatureAuth method, byte[] key, ExpressionValues values, ExpressionContext context)
    {
        _method = method;
        _key = key;
        _values = values;
        _context = context;
        _stringToSign = TextExpression.Parse(method.StringToSign);
        var placements = method.Placements.Select(placement => new RequestPlacement(placement)).ToArray();
        _withSignature = [.. placements.Where(UsesSignature)];
        _beforeSigning = [.. placements.Except(_withSignature)];
        var usedNames = _stringToSign.Names.Concat(placements.SelectMany(placement => placement.Names));
        _needsBody = RequestValues.NeedsBody(usedNames);
    }

    public override string Name => PlacedNames.First();

    public override IEnumerable<string> PlacedNames =>
        _withSignature.Concat(_beforeSigning).Select(placement => placement.Name);

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Values of an earlier call must not become part of the content that is signed now.
        Remove(request);
        var context = _context.Snapshot();
        var values = ValuesOf(request, body: null, context);
        var applying = RequestPlacement.PlaceAllAsync(_beforeSigning, request, values, cancellationToken);
        if (_needsBody || !applying.IsCompletedSuccessfully)
        {
            return SignWithBodyAsync(applying, request, context, cancellationToken);
        }

        return SignAsync(request, values, cancellationToken);
    }

    public override void Remove(HttpRequestMessage request)
    {
        foreach (var placement in _withSignature) placement.Remove(request);
        foreach (var placement in _beforeSigning) placement.Remove(request);
    }

    private static bool UsesSignature(RequestPlacement placement) =>
        placement.Names.Contains(HmacSignatureAuthHandler.Signature, StringComparer.Ordinal);

    private async ValueTask SignWithBodyAsync(
        ValueTask applying, HttpRequestMessage request, ExpressionContext context, CancellationToken cancellationToken)
    {
        await applying.ConfigureAwait(false);
        var body = _needsBody
            ? await BufferedRequestBody.ReadAsync(request, cancellationToken).ConfigureAwait(false)
            : null;
        await SignAsync(request, ValuesOf(request, body, context), cancellationToken).ConfigureAwait(false);
    }

    private ValueTask SignAsync(
        HttpRequestMessage request, ExpressionValues values, CancellationToken cancellationToken)
    {
        var signature = HmacHash.Compute(_method.Algorithm, _key, _stringToSign.EvaluateBytes(values));
        values.Set(HmacSignatureAuthHandler.Signature, HmacHash.Encode(_method.Encoding, signature));
        return RequestPlacement.PlaceAllAsync(_withSignature, request, values, cancellationToken);
    }

    private ExpressionValues ValuesOf(HttpRequestMessage request, byte[]? body, ExpressionContext context)
    {
        var timestamp = ExpressionFunction.FormatTime(context.Now, _method.TimestampFormat);
        return _values.WithSource(new RequestValues(request, body, timestamp), context);
    }
}
