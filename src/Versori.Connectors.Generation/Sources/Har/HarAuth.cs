using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Versori.Connectors.Authentication;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Converts what authenticates recorded requests to auth methods. The values are not kept.</summary>
internal sealed partial class HarAuth(OpenApiBuilder builder, HarSignIn signIn)
{
    // The words before a credential (RFC 9110 §11.4) that are known not to be a part of it.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "Bearer", "Basic", "Digest", "Token", "JWT", "Key", "ApiKey", "Api-Key", "OAuth", "SSWS", "GenieKey", "Bot",
        "Session", "Zoho-oauthtoken", "Negotiate", "NTLM", "Hawk", "AWS4-HMAC-SHA256",
    };

    private static readonly HashSet<string> BodyKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "token", "api_key", "apikey", "api-key", "apiKey", "access_token", "accessToken", "auth_token", "authToken",
        "session_token", "sessionToken", "session_id", "sessionId", "app_key", "appKey",
    };

    /// <summary>Returns the requirement of a request; empty if it has no credential.</summary>
    public JsonObject Read(HarEntry entry)
    {
        var methods = new JsonObject();
        if (entry.Url.UserInfo.Length > 0) Add(methods, new BasicAuth());
        foreach (var (name, value) in entry.Headers.Where(header => CredentialNames.IsKey(header.Name)))
        {
            if (name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)) continue;
            if (!HttpTokenSyntax.IsToken(name) || OpaqueText.IsKey(name) || HeaderNames.IsIgnored(name)) continue;
            var (word, _) = Split(value);
            if (signIn.Method is { } method && signIn.Supplies(name, word)) Add(methods, method);
            else if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                AddAuthorization(methods, entry, word, value);
            else Add(methods, Key(CredentialLocation.Header, name, word));
        }

        foreach (var (name, value) in entry.Query.Where(pair => IsQueryKey(pair.Name, pair.Value)))
        {
            if (!OpaqueText.IsKey(name)) Add(methods, Key(CredentialLocation.Query, name, ""));
        }

        if (methods.Count == 0) AddCookies(methods, entry);
        return methods;
    }

    /// <summary>Whether a parameter of a query is a credential.</summary>
    public static bool IsQueryKey(string name, string value) => CredentialNames.IsKey(name)
        || (name.Equals("key", StringComparison.OrdinalIgnoreCase) && OpaqueText.IsToken(value));

    /// <summary>Adds the keys among the names of a body to a requirement, and removes them from the body.</summary>
    public void MoveKeys(BodyShape body, IEnumerable<JsonObject> requirements)
    {
        foreach (var name in body.Names.Where(BodyKeys.Contains).ToList())
        {
            body.Remove(name);
            foreach (var requirement in requirements) Add(requirement, Key(CredentialLocation.Body, name, ""));
        }
    }

    /// <summary>Splits a value into the word before the credential, and the credential.</summary>
    public static (string Word, string Credential) Split(string value)
    {
        var trimmed = value.Trim();
        var space = trimmed.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && Words.Contains(trimmed[..space])
            ? (trimmed[..space], trimmed[(space + 1)..].Trim())
            : ("", trimmed);
    }

    private void Add(JsonObject methods, AuthMethod method) => methods[builder.AddMethod(method)] = new JsonArray();

    private static ApiKeyAuth Key(CredentialLocation location, string name, string word) =>
        ApiKeyAuth.Create(location, name, word.Length == 0 ? "{key}" : $"{word} {{key}}") with { Id = Slug.Of(name) };

    private void AddAuthorization(JsonObject methods, HarEntry entry, string word, string value)
    {
        switch (word.ToUpperInvariant())
        {
            case "BEARER":
                Add(methods, new BearerAuth());
                break;
            case "BASIC":
                Add(methods, new BasicAuth());
                break;
            case "DIGEST":
                Add(methods, new DigestAuth());
                break;
            case "OAUTH" when value.Contains("oauth_signature", StringComparison.Ordinal):
                Add(methods, new OAuth1Auth { SignatureMethod = SignatureMethod(value) });
                break;
            case "AWS4-HMAC-SHA256":
                var scope = AwsScope().Match(value);
                Add(methods, new AwsSignatureV4Auth
                {
                    Region = scope.Success ? scope.Groups["region"].Value : "us-east-1",
                    Service = scope.Success ? scope.Groups["service"].Value : "execute-api",
                });
                break;
            case "NEGOTIATE" or "NTLM" or "HAWK":
                entry.Node.WarnLeftOut($"Authentication with '{word}' is left out. Set the auth method of the host.");
                break;
            default:
                Add(methods, Key(CredentialLocation.Header, "Authorization", word));
                break;
        }
    }

    private static OAuth1SignatureMethod SignatureMethod(string value)
    {
        if (value.Contains("HMAC-SHA256", StringComparison.OrdinalIgnoreCase)) return OAuth1SignatureMethod.HmacSha256;
        if (value.Contains("RSA-SHA1", StringComparison.OrdinalIgnoreCase)) return OAuth1SignatureMethod.RsaSha1;
        return value.Contains("PLAINTEXT", StringComparison.OrdinalIgnoreCase)
            ? OAuth1SignatureMethod.Plaintext
            : OAuth1SignatureMethod.HmacSha1;
    }

    // A session of a browser: each cookie that identifies it is a field.
    private void AddCookies(JsonObject methods, HarEntry entry)
    {
        var names = entry.Cookies
            .Where(name => CredentialNames.IsSessionCookie(name) && !CredentialNames.IsForgeryGuard(name)
                && !OpaqueText.IsKey(name) && HttpTokenSyntax.IsToken(name) && FieldName().IsMatch(name))
            .Order(StringComparer.Ordinal)
            .Take(5)
            .ToList();
        if (names.Count == 0) return;
        Add(methods, new ApiKeyAuth
        {
            Id = "session-cookie",
            Fields = [.. names.Select(name => new CredentialField { Name = name })],
            Placements = [.. names.Select(name => new CredentialPlacement
            {
                In = CredentialLocation.Cookie,
                Name = name,
                Value = $"{{{name}}}",
            })],
        });
    }

    [GeneratedRegex(
        @"Credential=[^/,\s]{1,200}/[0-9]{8}/(?<region>[a-z]{2,10}(-[a-z]{2,12}){1,3}-[0-9])"
            + "/(?<service>[a-z0-9-]{1,40})/aws4_request",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex AwsScope();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.-]{0,60}\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FieldName();
}
