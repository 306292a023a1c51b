using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>
/// Placements whose values differ for each request: a time, a random value, or a hash of parts of the request. Within
/// one request, all placements use the same time and the same random values.
/// </summary>
internal sealed class ComputedAuthenticator : RequestAuthenticator
{
    private readonly RequestPlacement[] _placements;
    private readonly ExpressionValues _values;
    private readonly bool _needsBody;

    public ComputedAuthenticator(IEnumerable<CredentialPlacement> placements, ExpressionValues values)
    {
        _placements = [.. placements.Select(placement => new RequestPlacement(placement))];
        _values = values;
        _needsBody = PrefixedRequestValues.NeedBody(_placements.SelectMany(placement => placement.Names));
    }

    public override string Name => _placements[0].Name;

    public override IEnumerable<string> PlacedNames => _placements.Select(placement => placement.Name);

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Values of an earlier call must not become part of the content that is hashed now.
        Remove(request);
        return _needsBody
            ? ApplyWithBodyAsync(request, cancellationToken)
            : PlaceAsync(request, body: null, cancellationToken);
    }

    public override void Remove(HttpRequestMessage request)
    {
        foreach (var placement in _placements) placement.Remove(request);
    }

    private async ValueTask ApplyWithBodyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await BufferedRequestBody.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        await PlaceAsync(request, body, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask PlaceAsync(HttpRequestMessage request, byte[]? body, CancellationToken cancellationToken)
    {
        var values = _values.WithSource(new PrefixedRequestValues(request, body), _values.Context.Snapshot());
        return RequestPlacement.PlaceAllAsync(_placements, request, values, cancellationToken);
    }
}
