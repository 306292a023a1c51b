using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Compares the settings of connectors that are neither inputs, methods, endpoints nor webhooks.</summary>
internal static class ConnectorComparison
{
    // Their parts are compared one by one.
    private static readonly string[] Parts =
        ["inputs", "authMethods", "authAlternatives", "endpoints", "webhooks", "schemas", "baseUrl", "formatVersion"];

    public static void Compare(ConnectorDefinition before, ConnectorDefinition after, ChangeLog log)
    {
        CompareUrls(before.BaseUrl, after.BaseUrl, "/baseUrl", log);
        foreach (var member in ChangeLog.Members(Settings(before), Settings(after)))
        {
            if (Parts.Contains(member, StringComparer.Ordinal)) continue;
            var (impact, message) = member switch
            {
                "id" => (ChangeImpact.Breaking, "The definition is that of another connector."),
                "title" or "description" or "$schema" => (ChangeImpact.Compatible, $"The {member} changed."),
                "limits" or "retry" => (
                    ChangeImpact.Compatible, $"The {member} changed. It holds for existing connections too."),
                "headers" => (
                    ChangeImpact.PossiblyBreaking,
                    "The headers of all requests changed. They hold for existing connections too."),
                "checkEndpoint" => (
                    ChangeImpact.PossiblyBreaking, "Another endpoint checks credentials. It may need other scopes."),
                "allowInsecureHttp" or "certificateAuthorities" or "trustSystemAuthorities"
                    or "sendHeadersWithTokenRequests" or "accountLabel" => (
                    ChangeImpact.PossiblyBreaking,
                    $"The setting '{member}' changed. Existing connections keep that of their snapshots."),
                _ => (ChangeImpact.PossiblyBreaking, $"The setting '{member}' changed."),
            };
            log.Changed(impact, $"/{member}", member, message);
        }
    }

    /// <summary>Compares base URLs: another origin is not one that existing connections send credentials to.</summary>
    public static void CompareUrls(string before, string after, string pointer, ChangeLog log)
    {
        if (before == after) return;
        var isSame = string.Equals(Origin(before), Origin(after), StringComparison.OrdinalIgnoreCase);
        log.Changed(
            isSame ? ChangeImpact.PossiblyBreaking : ChangeImpact.Breaking,
            pointer,
            "baseUrl",
            isSame
                ? "The path of the base URL changed. Calls by endpoint id follow it, requests by URL do not."
                : "The base URL has another origin. Existing connections do not send credentials to it until the "
                    + "origin is approved or they are upgraded.",
            before,
            after);
    }

    // The parts that are compared one by one are left out, so that only the settings are serialized.
    private static ConnectorDefinition Settings(ConnectorDefinition definition) => definition with
    {
        Inputs = [],
        AuthMethods = [],
        AuthAlternatives = [],
        Endpoints = [],
        Webhooks = [],
        Schemas = ValueMap<JsonSchema>.Empty,
    };

    // Inputs may be part of the host, so the URL is not parsed.
    private static string Origin(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var end = scheme < 0 ? -1 : url.AsSpan(scheme + 3).IndexOfAny('/', '?', '#');
        return end < 0 ? url : url[..(scheme + 3 + end)];
    }
}
