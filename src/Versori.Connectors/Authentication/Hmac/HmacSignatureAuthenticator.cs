using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Hmac;

/// <summary>Signs requests with a keyed hash. Key and templates are prepared once.</summary>
internal sealed class HmacSignatureAuthenticator : RequestAuthenticator
{
    private readonly HmacSignatureAuth _method;
    private readonly byte[] _key;
    private readonly TemplateValues _values;
    private readonly TemplateContext _context;
    private readonly TextTemplate _stringToSign;
    private readonly RequestPlacement[] _before;
    private readonly RequestPlacement[] _after;
    private readonly bool _needsBody;

    public HmacSignatureAuthenticator(HmacSignatureAuth method, byte[] key, TemplateValues values, TemplateContext context)
    {
        (_method, _key, _values, _context) = (method, key, values, context);
        _stringToSign = TextTemplate.Parse(method.StringToSign);
        var placements = method.Placements.Select(placement => new RequestPlacement(placement)).ToArray();
        _before = [.. placements.Where(placement => !placement.Names.Contains(HmacSignatureAuthHandler.Signature, StringComparer.Ordinal))];
        _after = [.. placements.Except(_before)];
        _needsBody = RequestValues.NeedsBody(_stringToSign.Names.Concat(placements.SelectMany(placement => placement.Names)));
    }

    public override string Name => Names.First();

    public override IEnumerable<string> Names => _after.Concat(_before).Select(placement => placement.Name);

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // What an earlier call signed must not become part of what is signed now.
        Remove(request);
        var context = _context.Freeze();
        var values = ValuesOf(request, body: null, context);
        var applying = RequestPlacement.PlaceAllAsync(_before, request, values, cancellationToken);
        if (_needsBody || !applying.IsCompletedSuccessfully) return SignWithBodyAsync(applying, request, context, cancellationToken);
        return SignAsync(request, values, cancellationToken);
    }

    public override void Remove(HttpRequestMessage request)
    {
        foreach (var placement in _after) placement.Remove(request);
        foreach (var placement in _before) placement.Remove(request);
    }

    private async ValueTask SignWithBodyAsync(ValueTask applying, HttpRequestMessage request, TemplateContext context, CancellationToken cancellationToken)
    {
        await applying.ConfigureAwait(false);
        var body = _needsBody ? await SignedContent.ReadAsync(request, cancellationToken).ConfigureAwait(false) : null;
        await SignAsync(request, ValuesOf(request, body, context), cancellationToken).ConfigureAwait(false);
    }

    private ValueTask SignAsync(HttpRequestMessage request, TemplateValues values, CancellationToken cancellationToken)
    {
        var signature = HmacHash.Of(_method.Algorithm, _key, _stringToSign.FillBytes(values));
        values.Set(HmacSignatureAuthHandler.Signature, HmacHash.Encode(_method.Encoding, signature));
        return RequestPlacement.PlaceAllAsync(_after, request, values, cancellationToken);
    }

    private TemplateValues ValuesOf(HttpRequestMessage request, byte[]? body, TemplateContext context) =>
        _values.Under(new RequestValues(request, body, TemplateFunction.FormatTime(context.Now, _method.TimestampFormat)), context);
}
