using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Tells requests to an API from the other requests that a browser makes.</summary>
internal static class HarFilter
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "js", "mjs", "css", "map", "png", "jpg", "jpeg", "gif", "svg", "ico", "webp", "avif", "bmp", "woff", "woff2",
        "ttf", "otf", "eot", "mp4", "webm", "mp3", "ogg", "wav", "m3u8", "wasm", "html", "htm", "webmanifest",
    };

    private static readonly HashSet<string> ResourceTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "stylesheet", "image", "font", "media", "manifest", "texttrack", "ping", "beacon",
        "csp-violation-report", "cspviolationreport", "preflight", "signedexchange",
    };

    // Hosts of measurement, advertising, error reports and support widgets.
    private static readonly string[] Analytics =
    [
        "google-analytics.com", "analytics.google.com", "googletagmanager.com", "doubleclick.net",
        "googlesyndication.com", "googleadservices.com", "facebook.net", "segment.io", "segment.com", "mixpanel.com",
        "amplitude.com", "hotjar.com", "hotjar.io", "fullstory.com", "heap.io", "heapanalytics.com", "sentry.io",
        "bugsnag.com", "datadoghq.com", "datadoghq.eu", "browser-intake-datadoghq.com", "newrelic.com", "nr-data.net",
        "intercom.io", "intercomcdn.com", "clarity.ms", "matomo.cloud", "plausible.io", "posthog.com",
        "launchdarkly.com", "optimizely.com", "cloudflareinsights.com", "rollbar.com", "logrocket.io", "logrocket.com",
        "pendo.io", "crazyegg.com", "mouseflow.com", "quantserve.com", "scorecardresearch.com", "branch.io",
        "appsflyer.com", "adjust.com", "snowplowanalytics.com", "chartbeat.net", "onetrust.com", "cookielaw.org",
        "bing.com", "ads-twitter.com", "linkedin.com/px", "adroll.com", "criteo.com", "hs-analytics.net",
        "hubspot.com/__ptq", "gstatic.com", "googleapis.com/css", "statsigapi.net", "featureassets.org",
    ];

    /// <summary>Returns why a request is left out; <see langword="null"/> if it may be one to an API.</summary>
    public static string? Reason(string method, Uri url, Node entry, string responseType)
    {
        if (method is "OPTIONS" or "CONNECT" or "TRACE") return "are preflights or technical requests";
        if (IsAnalytics(url)) return "go to hosts of measurement, advertising or error reports";
        var resource = entry.Value.TryGetProperty("_resourceType", out var type)
            && type.ValueKind == JsonValueKind.String ? type.GetString()! : "";
        if (resource.Equals("websocket", StringComparison.OrdinalIgnoreCase)) return "open web sockets";
        if (ResourceTypes.Contains(resource) || Extensions.Contains(Extension(url)))
            return "load static files, or report to the site";
        var isFetched = resource is "xhr" or "fetch";
        var isStatic = responseType is "text/css" or "application/javascript" or "text/javascript"
            or "application/x-javascript" or "application/wasm" or "application/manifest+json"
            || (!isFetched && (responseType.StartsWith("image/", StringComparison.Ordinal)
                || responseType.StartsWith("font/", StringComparison.Ordinal)
                || responseType.StartsWith("video/", StringComparison.Ordinal)
                || responseType.StartsWith("audio/", StringComparison.Ordinal)));
        if (isStatic) return "load static files, or report to the site";
        var isPage = resource == "document" || (responseType == "text/html" && !isFetched)
            || responseType == "application/xhtml+xml";
        return isPage ? "load pages" : null;
    }

    private static bool IsAnalytics(Uri url) => Array.Exists(Analytics, entry =>
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? entry : entry[..slash];
        var isHost = url.Host.Equals(host, StringComparison.OrdinalIgnoreCase)
            || url.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase);
        return isHost && (slash < 0 || url.AbsolutePath.StartsWith(entry[slash..], StringComparison.Ordinal));
    });

    private static string Extension(Uri url)
    {
        var path = url.AbsolutePath;
        var dot = path.LastIndexOf('.');
        return dot < 0 || dot < path.LastIndexOf('/') ? "" : path[(dot + 1)..];
    }
}
