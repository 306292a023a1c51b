using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Finds the requests with which a recorded person or client signed in. They are no endpoints; what they show becomes
/// an auth method. Of their values, only names and places are kept.
/// </summary>
internal sealed partial class HarSignIn
{
    // A recording has few sign-ins, and each is compared with all requests.
    private const int MaximumExamined = 20;

    private readonly HashSet<HarEntry> _requests = [];
    private (string Method, string Word)? _header;

    /// <summary>Examines the requests.</summary>
    public HarSignIn(IReadOnlyList<HarEntry> entries, Work work)
    {
        foreach (var entry in entries)
        {
            work.Step();
            if (!IsSignIn(entry)) continue;
            _requests.Add(entry);
            if (_requests.Count > MaximumExamined) continue;
            Method ??= OAuth(entry, entries) ?? (AuthMethod?)Session(entry, entries, work);
        }
    }

    /// <summary>The method that the requests show; <see langword="null"/> if they do not show all of it.</summary>
    public AuthMethod? Method { get; private set; }

    /// <summary>Whether a request signs in, refreshes or signs out.</summary>
    public bool Contains(HarEntry entry) => _requests.Contains(entry);

    /// <summary>Whether a header has the token of the sign-in.</summary>
    public bool Supplies(string header, string word) => Method is OAuth2Auth
        ? header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            && word.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        : _header is { } known && known.Method.Equals(header, StringComparison.OrdinalIgnoreCase)
            && known.Word.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsSignIn(HarEntry entry)
    {
        var path = entry.Url.AbsolutePath;
        if (SignOutPath().IsMatch(path)) return true;
        if (entry.Method is "GET" && AuthorizePath().IsMatch(path)
            && entry.Query.Any(pair => pair.Name is "response_type" or "client_id"))
        {
            return true;
        }

        if (entry.Method is not ("POST" or "PUT")) return false;
        var names = BodyNames(entry);
        if (names.Contains("grant_type")) return true;
        var hasPassword = names.Any(CredentialNames.IsPassword);
        if (SignInPath().IsMatch(path)) return hasPassword || ReturnsToken(entry) || names.Any(IsOneTimeCode);
        var isAccount = AccountPath().IsMatch(path);
        return hasPassword && !isAccount && names.Count <= 5 && names.Any(IsUser);
    }

    private static HashSet<string> BodyNames(HarEntry entry)
    {
        var names = entry.PostFields().Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        using var json = entry.PostJson();
        if (json is not null) AddNames(json.RootElement, names, 0);
        return names;
    }

    private static void AddNames(JsonElement value, HashSet<string> names, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object || depth > 3 || names.Count > 100) return;
        foreach (var member in value.EnumerateObject())
        {
            names.Add(member.Name);
            AddNames(member.Value, names, depth + 1);
        }
    }

    private static bool ReturnsToken(HarEntry entry)
    {
        using var json = entry.ResponseJson();
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (json is not null) AddNames(json.RootElement, names, 0);
        return names.Any(name => CredentialNames.IsCredential(name) && !CredentialNames.IsForgeryGuard(name));
    }

    // RFC 6749 §4: what the token request shows.
    private static OAuth2Auth? OAuth(HarEntry entry, IReadOnlyList<HarEntry> entries)
    {
        var grant = entry.PostFields().FirstOrDefault(field => field.Name == "grant_type").Value;
        using var json = grant is null ? entry.PostJson() : null;
        var isJson = json is not null && json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("grant_type", out var member)
            && member.ValueKind == JsonValueKind.String;
        if (isJson) grant = json!.RootElement.GetProperty("grant_type").GetString();
        OAuth2Grant? known = grant switch
        {
            "client_credentials" => OAuth2Grant.ClientCredentials,
            "password" => OAuth2Grant.Password,
            "authorization_code" => OAuth2Grant.AuthorizationCode,
            "refresh_token" => OAuth2Grant.RefreshToken,
            _ => null,
        };
        if (known is not { } usable) return null;
        var browser = entries.FirstOrDefault(other => AuthorizePath().IsMatch(other.Url.AbsolutePath)
            && other.Query.Any(pair => pair.Name == "response_type"));
        if (usable == OAuth2Grant.AuthorizationCode && browser is null) return null;
        return new()
        {
            Grant = usable,
            TokenUrl = UrlOf(entry),
            AuthorizationUrl = usable == OAuth2Grant.AuthorizationCode ? UrlOf(browser!) : null,
            ClientAuthentication = entry.Header("Authorization") is null
                ? OAuth2ClientAuthentication.Post
                : OAuth2ClientAuthentication.Basic,
            TokenRequestFormat = isJson ? OAuth2RequestFormat.Json : OAuth2RequestFormat.Form,
        };
    }

    // A user's name and password are exchanged for a token that later requests have in a header.
    private SessionTokenAuth? Session(HarEntry entry, IReadOnlyList<HarEntry> entries, Work work)
    {
        if (UrlOf(entry) is not { } url || entry.Method != "POST" || Template(entry) is not { } body) return null;
        using var response = entry.ResponseJson();
        if (response is null) return null;
        foreach (var (name, value) in entries.Where(other => other != entry).SelectMany(other => other.Headers))
        {
            work.Step();
            if (!CredentialNames.IsKey(name) || OpaqueText.IsKey(name)) continue;
            var (word, token) = HarAuth.Split(value);
            if (token.Length < 8 || Find(response.RootElement, token, "", 0) is not { } pointer) continue;
            _header = (name, word);
            return new()
            {
                SignIn =
                [
                    new()
                    {
                        Url = url,
                        Body = body,
                        ExtractedValues = [new() { Name = "token", Selector = pointer }],
                    },
                ],
                Placements = [new() { Name = name, Value = word.Length == 0 ? "{token}" : $"{word} {{token}}" }],
            };
        }

        return null;
    }

    private static string? Find(JsonElement value, string token, string pointer, int depth)
    {
        if (depth > 5) return null;
        if (value.ValueKind == JsonValueKind.String) return value.ValueEquals(token) ? pointer : null;
        if (value.ValueKind != JsonValueKind.Object) return null;
        foreach (var member in value.EnumerateObject())
        {
            if (OpaqueText.IsKey(member.Name)) continue;
            if (Find(member.Value, token, Pointer.Append(pointer, member.Name), depth + 1) is { } found) return found;
        }

        return null;
    }

    // The body with placeholders; null if it has values that are neither the user's nor words.
    private static AuthRequestBody? Template(HarEntry entry)
    {
        using var json = entry.PostJson();
        if (json is not null && json.RootElement.ValueKind == JsonValueKind.Object)
        {
            if (Template(json.RootElement, "", 0) is not { } template) return null;
            var text = System.Text.Encoding.UTF8.GetString(OpenApiBuilder.Write(template.AsObject()).Span);
            return HasBoth(text) ? new() { Json = JsonFragment.Parse(text) } : null;
        }

        var form = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value, isFile) in entry.PostFields())
        {
            if (isFile || Placeholder(name, value ?? "") is not { } text) return null;
            form[name] = text;
        }

        return HasBoth(string.Concat(form.Values)) ? new() { Form = form } : null;
    }

    private static bool HasBoth(string template) => template.Contains("{username}", StringComparison.Ordinal)
        && template.Contains("{password}", StringComparison.Ordinal);

    private static JsonNode? Template(JsonElement value, string name, int depth)
    {
        if (depth > 4) return null;
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return Placeholder(name, value.GetString()!) is { } text ? JsonValue.Create(text) : null;
            case JsonValueKind.True or JsonValueKind.False:
                return JsonValue.Create(value.ValueKind == JsonValueKind.True);
            case JsonValueKind.Object:
                var copy = new JsonObject();
                foreach (var member in value.EnumerateObject())
                {
                    if (OpaqueText.IsKey(member.Name)) return null;
                    if (Template(member.Value, member.Name, depth + 1) is not { } inner) return null;
                    copy[member.Name] = inner;
                }

                return copy;
            default:
                return null;
        }
    }

    private static string? Placeholder(string name, string value)
    {
        if (OpaqueText.IsKey(name)) return null;
        if (CredentialNames.IsPassword(name)) return "{password}";
        if (IsUser(name)) return "{username}";
        var isWord = value is "true" or "false" or "web" or "password" or "local" or "api";
        return isWord && !CredentialNames.IsCredential(name) ? value : null;
    }

    private static bool IsUser(string name) => UserName().IsMatch(name);

    private static bool IsOneTimeCode(string name) => OneTimeCode().IsMatch(name);

    // A URL with a value in its path would keep the value.
    private static string? UrlOf(HarEntry entry) =>
        entry.Url.AbsolutePath.Split('/').Any(part => part.Length > 0 && OpaqueText.IsSegment(part))
            ? null
            : entry.Origin + entry.Url.AbsolutePath;

    [GeneratedRegex(
        @"(^|[/_.-])(log-?in|log_in|sign-?in|sign_in|logon|sessions?|authenticate|authentication|auth|tokens?|oauth2?"
            + @"|refresh|refresh-?token|sso|otp|mfa|2fa|verify-?code)([/_.-]|\z)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex SignInPath();

    [GeneratedRegex(
        @"(^|[/_.-])(log-?out|log_out|sign-?out|sign_out|logoff|revoke)\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex SignOutPath();

    [GeneratedRegex(
        @"/(authorize|authorise|oauth2?/auth|auth)\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex AuthorizePath();

    [GeneratedRegex(
        @"(^|[/_.-])(users?|accounts?|register|registration|sign-?up|members?|customers?|passwords?)([/_.-]|\z)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex AccountPath();

    [GeneratedRegex(
        @"^(user|user_?name|user_?id|login|login_?id|e-?mail|email_?address|account|identifier|phone)\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex UserName();

    [GeneratedRegex(
        @"^(code|otp|totp|pin|mfa_?code|verification_?code|one_?time_?password)\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex OneTimeCode();
}
