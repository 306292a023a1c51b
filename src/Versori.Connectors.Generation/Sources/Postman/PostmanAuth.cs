using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Converts the auth of a request, a folder or a collection to auth methods. The values of credentials are not kept.
/// </summary>
internal sealed class PostmanAuth(OpenApiBuilder builder)
{
    /// <summary>Returns the security requirement; <see langword="null"/> if the auth cannot be converted.</summary>
    public JsonArray? Read(Node auth, PostmanVariables variables)
    {
        var type = auth.Text("type")?.Trim().ToLowerInvariant();
        if (type is null or "") return null;
        if (type == "noauth") return [];
        var settings = Settings(auth, type);
        switch (type)
        {
            case "apikey": return Requirement(ApiKey(settings, variables));
            case "bearer": return Requirement(new BearerAuth());
            case "basic": return Requirement(new BasicAuth());
            case "digest": return Requirement(new DigestAuth());
            case "oauth1": return Requirement(PostmanOAuth.Read1(settings));
            case "oauth2": return OAuth2(auth, settings, variables);
            case "awsv4": return Requirement(Aws(settings, variables));
            default:
                auth.WarnLeftOut($"Authentication of the type '{type}' is left out. Set the auth method of the host.");
                return null;
        }
    }

    /// <summary>Returns the requirement for an Authorization header that a request has itself.</summary>
    public JsonArray Authorization(string value)
    {
        var word = value.Trim().Split(' ') is [var first, _, ..] ? first : "";
        return Requirement(word.ToLowerInvariant() switch
        {
            "bearer" => new BearerAuth(),
            "basic" => new BasicAuth(),
            "digest" => new DigestAuth(),
            _ => ApiKeyAuth.Create(CredentialLocation.Header, "Authorization", WithWord(word)) with
            {
                Id = "authorization",
            },
        });
    }

    /// <summary>Adds a key in a header or in the query to a requirement.</summary>
    public JsonArray With(JsonArray? requirement, CredentialLocation location, string name, string value)
    {
        var word = value.Trim().Split(' ') is [var first, _] && IsWord(first) ? first : "";
        var method = ApiKeyAuth.Create(location, name, WithWord(word)) with { Id = Slug.Of(name) };
        var id = builder.AddMethod(method);
        if (requirement is not { Count: > 0 }) return new((JsonNode)new JsonObject { [id] = new JsonArray() });
        foreach (var alternative in requirement.OfType<JsonObject>()) alternative[id] = new JsonArray();
        return requirement;
    }

    private static string WithWord(string word) => IsWord(word) ? $"{word} {{key}}" : "{key}";

    private static bool IsWord(string word) =>
        word.Length is > 0 and <= 30 && char.IsAsciiLetter(word[0]) && !OpaqueText.IsSegment(word);

    private JsonArray Requirement(AuthMethod method, IEnumerable<string>? scopes = null) =>
        new((JsonNode)new JsonObject { [builder.AddMethod(method)] = JsonCopy.Texts(scopes ?? []) });

    private static ApiKeyAuth ApiKey(Dictionary<string, JsonElement> settings, PostmanVariables variables)
    {
        var name = variables.Resolve(Text(settings, "key") ?? "").Trim();
        var location = Text(settings, "in") == "query" ? CredentialLocation.Query : CredentialLocation.Header;
        var isUsable = Authentication.HttpTokenSyntax.IsToken(name) && !OpaqueText.IsToken(name);
        var standard = location == CredentialLocation.Query ? "key" : "X-API-Key";
        return ApiKeyAuth.Create(location, isUsable ? name : standard);
    }

    private static AwsSignatureV4Auth Aws(Dictionary<string, JsonElement> settings, PostmanVariables variables)
    {
        var region = variables.Resolve(Text(settings, "region") ?? "");
        var service = variables.Resolve(Text(settings, "service") ?? "");
        return new()
        {
            Region = IsLabel(region) ? region : "us-east-1",
            Service = IsLabel(service) ? service : "execute-api",
        };
    }

    private static bool IsLabel(string text) =>
        text.Length is > 0 and <= 60 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private JsonArray? OAuth2(Node auth, Dictionary<string, JsonElement> settings, PostmanVariables variables)
    {
        var method = PostmanOAuth.Read2(settings, variables, builder);
        if (method is not null) return Requirement(method, method.AvailableScopes.Keys);
        // Without the URL of a server, the collection only uses a token that a person has.
        auth.Warn("The auth has no URL of an authorization server that can be used. The token is entered as it is.");
        return Requirement(PostmanOAuth.Token(settings));
    }

    // Version 2.1 has a list of keys and values, 2.0 an object.
    private static Dictionary<string, JsonElement> Settings(Node auth, string type)
    {
        var settings = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (auth.Find(type) is not { } values) return settings;
        if (values.IsObject)
        {
            foreach (var member in values.Value.EnumerateObject()) settings[member.Name] = member.Value;
            return settings;
        }

        foreach (var entry in values.Items().Where(entry => entry.IsObject))
        {
            if (entry.Text("key") is { } key && entry.Value.TryGetProperty("value", out var value))
                settings[key] = value;
        }

        return settings;
    }

    /// <summary>Returns the text of a setting.</summary>
    public static string? Text(Dictionary<string, JsonElement> settings, string name) =>
        settings.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
