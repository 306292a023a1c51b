using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Converts connection parameters to auth methods. A secret is sent as a policy states, or else as the definition's
/// security states.
/// </summary>
internal sealed class PowerSecurity(PowerProperties properties, JsonObject document)
{
    /// <summary>The auth methods by scheme.</summary>
    public OrderedDictionary<string, AuthMethod> Methods { get; } = new(StringComparer.Ordinal);

    /// <summary>The headers of all requests: expressions over inputs.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the parameters, and writes the document's security if they state it.</summary>
    public void Read()
    {
        var alternatives = new JsonArray();
        foreach (var set in properties.Sets)
        {
            var needed = new JsonObject();
            foreach (var method in MethodsOf(set)) needed[Add(method)] = new JsonArray();
            if (needed.Count > 0) alternatives.Add((JsonNode)needed);
        }

        if (alternatives.Count == 0) return;
        // What the properties state replaces the security of the definition.
        document["security"] = alternatives;
        document.Remove("securityDefinitions");
        foreach (var operation in PowerReader.Operations(document)) operation.Value.Remove("security");
    }

    private string Add(AuthMethod method)
    {
        var id = method.Id;
        for (var i = 2; Methods.TryGetValue(id, out var known) && !known.Equals(method with { Id = id }); i++)
            id = $"{method.Id}-{i}";
        Methods[id] = method with { Id = id };
        return id;
    }

    private IEnumerable<AuthMethod> MethodsOf(List<PowerParameter> set)
    {
        foreach (var parameter in set.Where(parameter => parameter.Type == "oauthsetting"))
        {
            if (PowerOAuth.Read(parameter, properties.UseInput) is { } oauth) yield return oauth;
        }

        var secrets = set.Where(parameter => parameter.IsSecret).ToList();
        if (secrets.Count == 0) yield break;
        var placements = Placements(secrets, out var fields);
        if (placements.Count > 0)
        {
            yield return new ApiKeyAuth
            {
                Fields = [.. fields.Select(name => properties.Find(name)!.ToField())],
                Placements = placements,
            };
            yield break;
        }

        if (Scheme("basic") is not null)
        {
            yield return new BasicAuth();
        }
        else if (Scheme("apiKey") is { } key && Text(key, "name") is { Length: > 0 } name)
        {
            var location = Text(key, "in") == "query" ? CredentialLocation.Query : CredentialLocation.Header;
            yield return new ApiKeyAuth
            {
                Fields = [secrets[0].ToField()],
                Placements = [new() { In = location, Name = name, Value = $"{{{secrets[0].Name}}}" }],
            };
        }
        else
        {
            secrets[0].Node.Warn("Nothing states how this secret is sent. Set the auth method of the host.");
        }
    }

    // The policies that send secrets.
    private List<CredentialPlacement> Placements(List<PowerParameter> secrets, out HashSet<string> fields)
    {
        var placements = new List<CredentialPlacement>();
        fields = new(StringComparer.Ordinal);
        foreach (var policy in properties.Policies.Where(policy => policy.Id is "setheader" or "setqueryparameter"))
        {
            var names = new List<string>();
            if (policy.IsOfResponse || policy.Text("name") is not { Length: > 0 } name) continue;
            if (PowerExpression.Convert(policy.Text("value") ?? "", names) is not { } value) continue;
            var isSecret = names.Exists(used => secrets.Exists(
                secret => secret.Name.Equals(used, StringComparison.OrdinalIgnoreCase)));
            if (!isSecret || !names.TrueForAll(used => properties.Find(used) is not null)) continue;
            fields.UnionWith(names.Select(used => properties.Find(used)!.Name));
            placements.Add(new()
            {
                In = policy.Id == "setheader" ? CredentialLocation.Header : CredentialLocation.Query,
                Name = name,
                Value = value,
            });
        }

        return placements;
    }

    private JsonObject? Scheme(string type) => (document["securityDefinitions"] as JsonObject)?
        .Select(scheme => scheme.Value as JsonObject)
        .FirstOrDefault(scheme => scheme is not null
            && string.Equals(Text(scheme, "type"), type, StringComparison.OrdinalIgnoreCase));

    private static string? Text(JsonObject node, string name) =>
        node[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
