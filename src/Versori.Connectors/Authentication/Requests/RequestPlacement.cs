using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Requests;

/// <summary>A place in a request whose value is another one for each request. Parsed once.</summary>
internal sealed class RequestPlacement(CredentialPlacement placement)
{
    private readonly TextTemplate _value = TextTemplate.Parse(placement.Value);

    public string Name => placement.Name;

    public bool IsBody => placement.In == CredentialLocation.Body;

    public IReadOnlyList<string> Names => _value.Names;

    /// <summary>Puts several in their places, in their order.</summary>
    public static ValueTask PlaceAllAsync(RequestPlacement[] placements, HttpRequestMessage request, TemplateValues values, CancellationToken cancellationToken)
    {
        for (var i = 0; i < placements.Length; i++)
        {
            var placing = placements[i].PlaceAsync(request, values, cancellationToken);
            if (!placing.IsCompletedSuccessfully) return PlaceRestAsync(placing, placements, i + 1, request, values, cancellationToken);
        }

        return default;
    }

    /// <summary>Fills the value and puts it in its place; completes at once except for bodies.</summary>
    public ValueTask PlaceAsync(HttpRequestMessage request, TemplateValues values, CancellationToken cancellationToken)
    {
        switch (placement.In)
        {
            case CredentialLocation.Header:
                RequestHeaders.Set(request, placement.Name, _value.Fill(values, TemplatePosition.HeaderValue));
                return default;
            case CredentialLocation.Query:
                QueryParameters.Set(request, placement.Name, _value.Fill(values, TemplatePosition.Raw));
                return default;
            case CredentialLocation.Cookie:
                CookiePairs.Set(request, placement.Name, _value.Fill(values, TemplatePosition.HeaderValue));
                return default;
            case CredentialLocation.Path:
                PathSegments.Set(request, placement.Name, PathSegments.Encode(_value.Fill(values, TemplatePosition.Raw), placement.Name));
                return default;
            default:
                return BodyFields.SetAsync(request, placement.Name, _value.Fill(values, TemplatePosition.Raw), cancellationToken);
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
            default: BodyFields.Remove(request, placement.Name); break;
        }
    }

    private static async ValueTask PlaceRestAsync(
        ValueTask placing, RequestPlacement[] placements, int next, HttpRequestMessage request, TemplateValues values, CancellationToken cancellationToken)
    {
        await placing.ConfigureAwait(false);
        for (; next < placements.Length; next++) await placements[next].PlaceAsync(request, values, cancellationToken).ConfigureAwait(false);
    }
}
