using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Versori.Connectors.Tests.SignIn;

/// <summary>
/// A system with OAuth 1.0a. It checks every signature with its own implementation of RFC 5849 §3.4,
/// refuses repeated nonces, and requires the order of §2.
/// </summary>
public sealed class OAuth1Provider : IAsyncDisposable
{
    public const string ConsumerKey = "consumer&1";
    public const string ConsumerSecret = "canary-consumer-secret/+";
    public const string Temporary = "temporary token/1";

    private readonly ConcurrentDictionary<string, (
        string Secret, string Callback, string? Verifier)> _temporary = new();
    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private readonly ConcurrentDictionary<string, bool> _nonces = new();
    private LoopbackServer _server = null!;
    private int _refreshes;

    public Uri BaseAddress => _server.BaseAddress;

    public IReadOnlyList<RecordedRequest> Requests => _server.Requests;

    /// <summary>The key for RSA signatures; <see langword="null"/>: signatures are keyed hashes.</summary>
    public RSA? Rsa { get; init; }

    /// <summary>Handlers that replace the endpoint of a path.</summary>
    public ConcurrentDictionary<string, RequestDelegate> Instead { get; } = new();

    /// <summary>Additional parameters of token responses.</summary>
    public string Extra { get; set; } = "&user_id=42";

    public int Refreshes => _refreshes;

    public static async Task<OAuth1Provider> StartAsync(RSA? rsa = null)
    {
        var provider = new OAuth1Provider { Rsa = rsa };
        provider._server = await LoopbackServer.StartAsync(provider.RespondAsync);
        return provider;
    }

    /// <summary>Consents; returns the URI that the browser is redirected to.</summary>
    public Uri Agree(Uri url)
    {
        var token = QueryHelpers.ParseQuery(url.Query)["oauth_token"].ToString();
        return new(
            QueryHelpers.AddQueryString(
                _temporary[token].Callback,
                new Dictionary<string, string?>
                {
                    ["oauth_token"] = token,
                    ["oauth_verifier"] = Verify(token),
                    ["realmId"] = "r1",
                }));
    }

    /// <summary>Consents; returns the PIN that the user sees.</summary>
    public string AgreeWithPin(Uri url)
    {
        var token = QueryHelpers.ParseQuery(url.Query)["oauth_token"].ToString();
        Assert.Equal("oob", _temporary[token].Callback);
        return Verify(token);
    }

    public void RevokeAll() => _tokens.Clear();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private string Verify(string token)
    {
        _temporary[token] = _temporary[token] with { Verifier = "canary-verifier" };
        return "canary-verifier";
    }

    private Task RespondAsync(HttpContext context)
    {
        if (Instead.TryGetValue(context.Request.Path, out var instead)) return instead(context);
        var all = Parameters(_server.Requests[^1]);
        var sent = all.GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.First().Value);
        var token = sent.GetValueOrDefault("oauth_token");
        return context.Request.Path.Value switch
        {
            "/initiate" when IsSigned(all, "") => Initiate(context, sent),
            "/token" when sent.ContainsKey("oauth_session_handle")
                && _tokens.TryRemove(token!, out var old)
                && IsSigned(all, old) =>
                Issue(context, isRefresh: true),
            "/token" when token is not null
                && _temporary.TryRemove(token, out var temporary)
                && IsSigned(all, temporary.Secret)
                && temporary.Verifier == sent.GetValueOrDefault("oauth_verifier") =>
                Issue(context, isRefresh: false),
            "/api/me" when token is not null && _tokens.TryGetValue(token, out var secret) && IsSigned(all, secret) =>
                context.Response.WriteAsync("alice"),
            _ => Refuse(context),
        };
    }

    private Task Initiate(HttpContext context, Dictionary<string, string> sent)
    {
        _temporary[Temporary] = ("canary-temporary-secret", sent["oauth_callback"], null);
        return context.Response.WriteAsync(
            $"oauth_token={Uri.EscapeDataString(Temporary)}&oauth_token_secret=canary-temporary-secret&"
                + $"oauth_callback_confirmed=true");
    }

    private Task Issue(HttpContext context, bool isRefresh)
    {
        if (isRefresh) Interlocked.Increment(ref _refreshes);
        var number = _tokens.Count + _refreshes;
        _tokens[$"token {number}"] = $"canary-token-secret {number}";
        // Some systems declare form data as HTML.
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(
            $"oauth_token=token+{number}&oauth_token_secret=canary-token-secret%20{number}{Extra}");
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return context.Response.WriteAsync("oauth_problem=token_rejected");
    }

    private bool IsSigned(List<KeyValuePair<string, string>> sent, string tokenSecret)
    {
        string Of(string name) => sent.Single(pair => pair.Key == name).Value;
        if (Of("oauth_consumer_key") != ConsumerKey || !_nonces.TryAdd(Of("oauth_nonce"), true)) return false;
        var request = _server.Requests[^1];
        var pairs = sent.Where(pair => pair.Key is not ("oauth_signature" or "realm"))
            .Select(pair => (Name: Uri.EscapeDataString(pair.Key), Value: Uri.EscapeDataString(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        var url = $"{BaseAddress.GetLeftPart(UriPartial.Authority)}{request.Path}";
        var parameters = string.Join('&', pairs);
        var text = Encoding.ASCII.GetBytes(
            $"{request.Method}&{Uri.EscapeDataString(url)}&{Uri.EscapeDataString(parameters)}");
        var key = Encoding.ASCII.GetBytes(
            $"{Uri.EscapeDataString(ConsumerSecret)}&{Uri.EscapeDataString(tokenSecret)}");
        var signature = Of("oauth_signature");
#pragma warning disable CA5350 // RFC 5849 §3.4.2 and §3.4.3 use SHA-1.
        return Of("oauth_signature_method") switch
        {
            "HMAC-SHA1" => signature == Convert.ToBase64String(HMACSHA1.HashData(key, text)),
            "HMAC-SHA256" => signature == Convert.ToBase64String(HMACSHA256.HashData(key, text)),
            "PLAINTEXT" => signature == Encoding.ASCII.GetString(key),
            "RSA-SHA1" =>
                Rsa!.VerifyData(
                    text, Convert.FromBase64String(signature), HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1),
            _ => false,
        };
#pragma warning restore CA5350
    }

    private static List<KeyValuePair<string, string>> Parameters(RecordedRequest request)
    {
        var encoded = new List<string>();
        if (request.Target.Split('?', 2) is [_, var query]) encoded.AddRange(query.Split('&'));
        if (request.Headers.GetValueOrDefault("Content-Type") == "application/x-www-form-urlencoded")
            encoded.AddRange(request.Text.Split('&'));
        if (request.Authorization is { } header)
            encoded.AddRange(
                header["OAuth ".Length..].Split(", ").Select(pair => pair.Replace("\"", "", StringComparison.Ordinal)));
        return
        [
            .. encoded.Select(pair => pair.Split('=', 2))
                .Select(pair => KeyValuePair.Create(Decode(pair[0]), Decode(pair[1]))),
        ];
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
