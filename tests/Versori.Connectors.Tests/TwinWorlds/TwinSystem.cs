using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>
/// The external system of one world, without sockets. Its responses depend only on the request, on the number of
/// earlier token requests to the same URL, and on the next step's settings: equal requests have equal responses.
/// </summary>
public sealed class TwinSystem
{
    private readonly Dictionary<string, int> _tokens = new(StringComparer.Ordinal);
    private readonly List<TwinRequest> _requests = [];

    /// <summary>Whether the next call is rejected with 401.</summary>
    public bool RejectsNextCall { get; set; }

    /// <summary>The status of the next token request; 0: it succeeds.</summary>
    public int NextTokenStatus { get; set; }

    public TwinSystem Copy()
    {
        var copy = new TwinSystem();
        foreach (var (url, count) in _tokens) copy._tokens[url] = count;
        return copy;
    }

    /// <summary>Returns the requests since the last call, and resets the settings.</summary>
    public TwinRequest[] Take()
    {
        TwinRequest[] taken = [.. _requests];
        _requests.Clear();
        RejectsNextCall = false;
        NextTokenStatus = 0;
        return taken;
    }

    public async Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request)
    {
        var recorded = await TwinRequest.OfAsync(request);
        _requests.Add(recorded);
        var path = request.RequestUri!.AbsolutePath;
        if (path.EndsWith("/token", StringComparison.Ordinal)) return Issue(recorded);
        if (path.EndsWith("/revoke", StringComparison.Ordinal)) return new(HttpStatusCode.OK);
        // RFC 7616 §3.3: the challenge comes first.
        if (path.Contains("/digest/", StringComparison.Ordinal) && request.Headers.Authorization is null)
        {
            return Challenge();
        }

        if (!RejectsNextCall) return Json(HttpStatusCode.OK, """{"ok":true}""");
        RejectsNextCall = false;
        return new(HttpStatusCode.Unauthorized);
    }

    private HttpResponseMessage Issue(TwinRequest request)
    {
        if (NextTokenStatus is not 0 and var status)
        {
            NextTokenStatus = 0;
            return Json((HttpStatusCode)status, status == 400 ? """{"error":"invalid_grant"}""" : "");
        }

        var number = _tokens[request.Url] = _tokens.GetValueOrDefault(request.Url) + 1;
        var account = new Uri(request.Url).Segments[1].Trim('/');
        var name = string.Create(CultureInfo.InvariantCulture, $"{account}-{number}");
        var response = new JsonObject
        {
            ["access_token"] = $"access-{name}",
            ["token_type"] = request.Headers.Contains("DPoP: ", StringComparison.Ordinal) ? "DPoP" : "Bearer",
            ["expires_in"] = 3600,
        };
        if (request.Url.Contains("/rotating/", StringComparison.Ordinal))
        {
            response["refresh_token"] = $"refresh-{name}";
        }

        return Json(HttpStatusCode.OK, response.ToJsonString());
    }

    private static HttpResponseMessage Challenge()
    {
        var response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        response.Headers.TryAddWithoutValidation(
            "WWW-Authenticate", "Digest realm=\"twin\", qop=\"auth\", nonce=\"twin-nonce\", algorithm=SHA-256");
        return response;
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string json) => new(status)
    {
        Content = new StringContent(json, Encoding.UTF8, "application/json"),
    };
}
