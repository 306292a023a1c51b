namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Converts Authorization headers that a document declares as plain parameters to auth methods. OpenAPI 3.1 §4.8.12.1
/// ignores such parameters, but documents without security schemes describe their credentials in this way only.
/// </summary>
/// <param name="schemes">The auth methods of each scheme.</param>
/// <param name="ofDocument">The alternatives of the document; <see langword="null"/> when it has none.</param>
/// <param name="isFromHost">Whether the host set the methods. Then nothing is added.</param>
internal sealed class AuthorizationHeaders(
    IReadOnlyDictionary<string, IReadOnlyList<AuthMethod>> schemes,
    IReadOnlyList<AuthAlternative>? ofDocument,
    bool isFromHost)
{
    private const string Id = "authorization";

    private readonly OrderedDictionary<string, AuthMethod> _methods = new(StringComparer.Ordinal);

    // The methods of the schemes that use the header, and their ids.
    private readonly List<AuthMethod> _known =
        [.. schemes.Values.SelectMany(methods => methods).Where(UsesHeader)];

    private readonly HashSet<string> _inHeader = schemes.Values.SelectMany(methods => methods)
        .Where(UsesHeader)
        .Select(method => method.Id)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The methods that were added, one for each word before the credential.</summary>
    public IEnumerable<AuthMethod> Methods => _methods.Values;

    /// <summary>Returns the alternatives of an operation, with the credential of its Authorization header.</summary>
    /// <param name="own">The operation's own alternatives; <see langword="null"/> when it has none.</param>
    /// <param name="header">The Authorization header among the operation's parameters.</param>
    public IReadOnlyList<AuthAlternative>? Complete(IReadOnlyList<AuthAlternative>? own, Node? header)
    {
        if (header is null || isFromHost) return own;
        var needed = own ?? ofDocument ?? [];
        if (needed.Count > 0) return Add(own, needed, header);

        // Without requirements, a scheme that uses the header is what the parameter describes.
        if (_known.Count > 0 && own is null) return null;
        var methods = _known.Count > 0 ? _known : [Method(header)];
        var alternatives = methods.Select(method => new AuthAlternative { Methods = [method.Id] }).ToList();
        return header.Flag("required") == true ? alternatives : [.. alternatives, new()];
    }

    private IReadOnlyList<AuthAlternative>? Add(
        IReadOnlyList<AuthAlternative>? own, IReadOnlyList<AuthAlternative> needed, Node header)
    {
        var lacking = needed.Where(alternative => !alternative.Methods.Any(_inHeader.Contains)).ToList();

        // The other alternatives of an optional credential already contain it.
        var isOptional = needed.Count > lacking.Count
            && lacking.TrueForAll(alternative => alternative.Methods.Count == 0);
        if (lacking.Count == 0 || isOptional) return own;
        var method = Method(header);
        var complete = needed.Select(alternative => lacking.Contains(alternative)
            ? alternative with { Methods = [.. alternative.Methods, method.Id] }
            : alternative);
        return header.Flag("required") == true ? [.. complete] : [.. complete, .. lacking];
    }

    private AuthMethod Method(Node header)
    {
        var description = header.Text("description");
        var word = Examples(header).Select(AuthorizationWord.OfExample).FirstOrDefault(found => found is not null)
            ?? AuthorizationWord.Find(description);
        var key = word?.ToLowerInvariant() ?? "";
        if (_methods.TryGetValue(key, out var known)) return known;
        if (word is null) AuthorizationWord.WarnUndecided(header);
        else header.WarnLeftOut("The Authorization header is read as an auth method. The parameter is left out.");
        var id = _methods.Count == 0 || key.Length == 0 ? Id : $"{Id}-{key}";
        for (var i = 2; IsTaken(id); i++) id = $"{Id}-{i}";
        AuthMethod method = key switch
        {
            "bearer" => new BearerAuth { Id = id },
            "basic" => new BasicAuth { Id = id },
            _ => AuthorizationWord.Key(id, word),
        };
        return _methods[key] = method with { Description = description };
    }

    private bool IsTaken(string id) => _methods.Values.Any(method => method.Id == id)
        || schemes.Values.SelectMany(methods => methods).Any(method => method.Id == id);

    private static IEnumerable<string?> Examples(Node header)
    {
        Node?[] nodes = [header, header.Find("schema") is { IsObject: true } schema ? schema : null];
        foreach (var node in nodes.OfType<Node>())
        {
            foreach (var name in (string[])["example", "x-example", "default", "pattern"])
            {
                if (node.Value.TryGetProperty(name, out var value)
                    && value.ValueKind == System.Text.Json.JsonValueKind.String)
                {
                    yield return value.GetString();
                }
            }
        }
    }

    private static bool UsesHeader(AuthMethod method) => method switch
    {
        ApiKeyAuth key => key.Placements.Any(placement =>
            placement.In == CredentialLocation.Header
            && placement.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)),
        BasicAuth or BearerAuth or DigestAuth or OAuth2Auth or AwsSignatureV4Auth => true,
        _ => false,
    };
}
