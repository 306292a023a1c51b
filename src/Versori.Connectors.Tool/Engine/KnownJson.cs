using System.Text.Json.Nodes;
using Versori.Connectors.Tool.Output;

namespace Versori.Connectors.Tool.Engine;

/// <summary>Known systems as JSON.</summary>
internal static class KnownJson
{
    public static JsonArray List(IEnumerable<KnownSystemEntry> entries) =>
    [
        .. entries.Select(entry => (JsonNode)new JsonObject
        {
            ["id"] = entry.Id,
            ["title"] = entry.Title,
            ["vendor"] = entry.Vendor,
            ["hosts"] = ErrorJson.Texts(entry.Hosts),
        }),
    ];

    public static JsonObject Of(KnownSystem system)
    {
        var json = new JsonObject
        {
            ["id"] = system.Id,
            ["title"] = system.Title,
            ["vendor"] = system.Vendor,
            ["hosts"] = ErrorJson.Texts(system.Hosts),
            ["definition"] = JsonText.Parse(system.Definition.ToJson()),
        };
        foreach (var (name, link) in Links(system)) json[name] = link.AbsoluteUri;
        if (system.Registration is { } registration)
        {
            json["registration"] = new JsonObject
            {
                ["page"] = registration.Page?.AbsoluteUri,
                ["redirectUri"] = registration.RedirectUri,
                ["copy"] = registration.Copy,
                ["steps"] = ErrorJson.Texts(registration.Steps),
            };
        }

        json["facts"] = new JsonArray([.. system.Facts.Select(fact => (JsonNode)Of(fact))]);
        return json;
    }

    public static JsonObject Of(StaleFact stale)
    {
        var json = Of(stale.Fact);
        json.Insert(0, "system", stale.SystemId);
        return json;
    }

    /// <summary>The vendor's pages by name.</summary>
    public static IEnumerable<(string Name, Uri Link)> Links(KnownSystem system)
    {
        if (system.Links.Documentation is { } documentation) yield return ("docs", documentation);
        if (system.Links.Authentication is { } authentication) yield return ("authDocs", authentication);
        if (system.Links.Scopes is { } scopes) yield return ("scopeDocs", scopes);
        if (system.Links.ApiDescription is { } description) yield return ("api", description);
    }

    private static JsonObject Of(KnownFact fact) => new()
    {
        ["about"] = fact.About,
        ["status"] = ErrorJson.Word(fact.Status),
        ["checkedOn"] = fact.CheckedOn?.ToString("O"),
        ["source"] = fact.Source,
    };
}
