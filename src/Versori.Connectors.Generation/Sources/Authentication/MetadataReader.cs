using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Requests metadata of authorization servers and protected resources.</summary>
internal sealed class MetadataReader(DocumentFetcher fetcher, int maximumSize, CancellationToken cancellationToken)
{
    // A document has few auth methods, and each has few places to look at.
    private const int MaximumRequests = 12;

    private int _requests;

    /// <summary>
    /// Returns the metadata of an issuer (RFC 8414 §3, OpenID Connect Discovery §4); <see langword="null"/> if there
    /// are none, or if they are those of another issuer (RFC 8414 §3.3).
    /// </summary>
    public async Task<JsonElement?> OfIssuerAsync(Uri issuer)
    {
        var path = issuer.AbsolutePath.TrimEnd('/');
        var origin = issuer.GetLeftPart(UriPartial.Authority);
        string[] places =
        [
            $"{origin}/.well-known/oauth-authorization-server{path}",
            $"{origin}{path}/.well-known/openid-configuration",
        ];
        foreach (var place in places)
        {
            if (await FetchAsync(place).ConfigureAwait(false) is not { } metadata) continue;
            if (Text(metadata, "issuer")?.TrimEnd('/') == $"{origin}{path}") return metadata;
        }

        return null;
    }

    /// <summary>Returns the metadata of a protected resource (RFC 9728 §3), with or without its path.</summary>
    public async Task<JsonElement?> OfResourceAsync(Uri resource)
    {
        var origin = resource.GetLeftPart(UriPartial.Authority);
        var path = resource.AbsolutePath.TrimEnd('/');
        const string WellKnown = "/.well-known/oauth-protected-resource";
        var own = path.Length > 0 ? await FetchAsync(origin + WellKnown + path).ConfigureAwait(false) : null;
        return own ?? await FetchAsync(origin + WellKnown).ConfigureAwait(false);
    }

    /// <summary>The text of a member; <see langword="null"/> if there is none.</summary>
    public static string? Text(JsonElement metadata, string name) =>
        metadata.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    /// <summary>The texts of a member that is a list.</summary>
    public static IEnumerable<string> Texts(JsonElement metadata, string name) =>
        metadata.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Array
            ? member.EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.String)
                .Select(item => item.GetString()!)
            : [];

    // That there is nothing at one of the places is usual, and so is that the host does not allow the request.
    private async Task<JsonElement?> FetchAsync(string url)
    {
        if (_requests++ >= MaximumRequests) return null;
        try
        {
            var raw = await fetcher.FetchAsync(new(url), cancellationToken).ConfigureAwait(false);
            using var document = DocumentParser.Parse(raw.Content, maximumSize, new(cancellationToken));
            return document.Root.Clone();
        }
        catch (ConnectorException exception) when (exception.Code is not ConnectorErrorCode.Disposed)
        {
            return null;
        }
    }
}
