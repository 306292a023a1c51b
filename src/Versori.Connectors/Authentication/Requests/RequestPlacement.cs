using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Requests;

/// <summary>A placement whose value differs for each request. Its expression is parsed once.</summary>
internal sealed class RequestPlacement(CredentialPlacement placement)
{
    private readonly TextExpression _value = TextExpression.Parse(placement.Value);

    public string Name => placement.Name;

    public bool IsBody => placement.In == CredentialLocation.Body;

    public IReadOnlyList<string> Names => _value.Names;

    /// <summary>Applies several placements in their order.</summary>
    public static ValueTask PlaceAllAsync(
        RequestPlacement[] placements,
        HttpRequestMessage request,
        ExpressionValues values,
        CancellationToken cancellationToken)
    {
        for (var i = 0; i < placements.Length; i++)
        {
            var placing = placements[i].PlaceAsync(request, values, cancellationToken);
            if (placing.IsCompletedSuccessfully) continue;
            return PlaceRestAsync(placing, placements, i + 1, request, values, cancellationToken);
        }

        return default;
    }

    /// <summary>Fills the value and adds it to the request. Completes synchronously, except for a body.</summary>
    public ValueTask PlaceAsync(
        HttpRequestMessage request, ExpressionValues values, CancellationToken cancellationToken)
    {
        var name = placement.Name;
        switch (placement.In)
        {
            case CredentialLocation.Header:
                RequestHeaders.Set(request, name, _value.Evaluate(values, ValuePosition.HeaderValue));
                return default;
            case CredentialLocation.Query:
                QueryParameters.Set(request, name, _value.Evaluate(values, ValuePosition.Raw));
                return default;
            case CredentialLocation.Cookie:
                CookiePairs.Set(request, name, _value.Evaluate(values, ValuePosition.HeaderValue));
                return default;
            case CredentialLocation.Path:
                PathSegments.Set(request, name, PathSegments.Encode(_value.Evaluate(values, ValuePosition.Raw), name));
                return default;
            default:
                return RequestBodyFields.SetAsync(
                    request, name, _value.Evaluate(values, ValuePosition.Raw), cancellationToken);
        }
    }

    public void Remove(HttpRequestMessage request)
    {
        switch (placement.In)
        {
            case CredentialLocation.Header: RequestHeaders.Remove(request, placement.Name); break;
            case CredentialLocation.Query: QueryParameters.Remove(request, placement.Name); break;
            case CredentialLocation.Cookie: CookiePairs.Remove(request, placement.Name); break;
            case CredentialLocation.Path: PathSegments.Remove(request, placement.Name); break;
            default: RequestBodyFields.Remove(request, placement.Name); break;
        }
    }

    private static async ValueTask PlaceRestAsync(
        ValueTask placing,
        RequestPlacement[] placements,
        int next,
        HttpRequestMessage request,
        ExpressionValues values,
        CancellationToken cancellationToken)
    {
        await placing.ConfigureAwait(false);
        for (; next < placements.Length; next++)
        {
            await placements[next].PlaceAsync(request, values, cancellationToken).ConfigureAwait(false);
        }
    }
}
