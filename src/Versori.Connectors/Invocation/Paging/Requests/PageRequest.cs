using System.Globalization;
using System.Text.Json.Nodes;
using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Invocation;

/// <summary>Turns the request of an endpoint into the request of one page.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="rule">How the endpoint is paged.</param>
/// <param name="position">The position of the page; <see langword="null"/> for the first.</param>
/// <param name="size">The page size, if the caller chose one.</param>
internal sealed class PageRequest(ConnectorEndpoint endpoint, PagingRule rule, string? position, int? size)
{
    /// <summary>The URL of the page, before credentials are added to it.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The position that the first request states, if it states one.</summary>
    public string? First { get; private set; }

    /// <summary>Changes a request, whose URL is absolute and has no credentials yet.</summary>
    public async Task ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (size is { } items && rule.Size is { } place && !(IsUrl && place.Kind == PagingPlaceKind.Query))
        {
            var text = items.ToString(CultureInfo.InvariantCulture);
            await SetAsync(request, place, text, text, cancellationToken).ConfigureAwait(false);
        }

        if (IsUrl)
        {
            request.RequestUri = new Uri(position!, UriKind.Absolute);
        }
        else if (position is not null)
        {
            await SetPositionAsync(request, position, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            First = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
            if (First is null && rule.Start is { } start)
            {
                First = start;
                await SetPositionAsync(request, StartOf(start), cancellationToken).ConfigureAwait(false);
            }
        }

        Address = request.RequestUri!;
    }

    private bool IsUrl => rule.Goes.Kind == PagingPlaceKind.Url && position is not null;

    // A position that goes into a body is JSON.
    private string StartOf(string start) =>
        rule.Goes.Kind != PagingPlaceKind.Body || (rule.IsCounted && PagingRule.TryNumber(start) is not null)
            ? start
            : PageBody.Quote(start);

    private Task SetPositionAsync(HttpRequestMessage request, string text, CancellationToken cancellationToken) =>
        SetAsync(request, rule.Goes, text, text, cancellationToken);

    private async Task SetAsync(
        HttpRequestMessage request, PagingPlace place, string text, string json, CancellationToken cancellationToken)
    {
        switch (place.Kind)
        {
            case PagingPlaceKind.Query:
                QueryParameters.Set(request, place.Name, text);
                break;
            case PagingPlaceKind.Header:
                request.Headers.Remove(place.Name);
                if (!request.Headers.TryAddWithoutValidation(place.Name, text))
                    throw PagingErrors.Argument(endpoint.Id, $"'{place}' cannot be sent as a header.", "paging");
                break;
            case PagingPlaceKind.Body:
                var value = ParseJson(json);
                await PageBody.SetAsync(request, endpoint, place.Name, value, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private JsonNode? ParseJson(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (System.Text.Json.JsonException)
        {
            throw PagingErrors.Argument(
                endpoint.Id, "The position is not one that was saved from these pages.", "position");
        }
    }

    private async Task<string?> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        rule.Goes.Kind switch
        {
            PagingPlaceKind.Query => QueryParameters.Decode(request.RequestUri!.Query)
                .Where(pair => string.Equals(pair.Key, rule.Goes.Name, StringComparison.OrdinalIgnoreCase))
                .Select(pair => pair.Value)
                .FirstOrDefault(),
            PagingPlaceKind.Header when request.Headers.NonValidated.TryGetValues(rule.Goes.Name, out var values) =>
                values.ToString(),
            PagingPlaceKind.Body => await PageBody.ReadAsync(request, rule.Goes.Name, cancellationToken)
                .ConfigureAwait(false),
            _ => null,
        };
}
