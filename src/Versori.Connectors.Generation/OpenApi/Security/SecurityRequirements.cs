namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Turns security requirements into alternatives of auth methods (OpenAPI 3.1 §4.8.30).</summary>
/// <param name="methods">The auth methods of each scheme.</param>
/// <param name="isGiven">Whether the host gave the methods, so that schemes without one are meant to be dropped.</param>
internal sealed class SecurityRequirements(IReadOnlyDictionary<string, IReadOnlyList<AuthMethod>> methods, bool isGiven)
{
    private const int MaximumAlternatives = 32;

    /// <summary>
    /// The alternatives; <see langword="null"/> when nothing is said, or nothing of what is said could be mapped: an empty
    /// list would mean that no authentication is needed.
    /// </summary>
    public IReadOnlyList<AuthAlternative>? Read(Node node)
    {
        if (node.Find("security") is not { } security) return null;
        var requirements = security.Items().ToList();
        if (requirements.Count == 0) return security.Value.ValueKind == System.Text.Json.JsonValueKind.Array ? [] : null;
        var alternatives = requirements.SelectMany(Alternatives).Distinct().Take(MaximumAlternatives).ToList();
        return alternatives.Count == 0 ? null : alternatives;
    }

    private IEnumerable<AuthAlternative> Alternatives(Node requirement)
    {
        if (!requirement.IsObject)
        {
            requirement.Warn("A security requirement is an object; this one is ignored.");
            return [];
        }

        // All the schemes of a requirement are needed; a scheme with several flows is needed with any one of them.
        IEnumerable<AuthAlternative> combined = [new()];
        foreach (var scheme in requirement.Value.EnumerateObject())
        {
            var choices = methods.GetValueOrDefault(scheme.Name) ?? [];
            if (choices.Count == 0)
            {
                if (!isGiven) requirement.Warn($"The requirement names '{scheme.Name}', for which there is no auth method; this alternative is dropped.");
                return [];
            }

            var scopes = requirement.List(scheme.Name).Select(scope => scope.AsText()).OfType<string>().ToList();
            combined = combined
                .SelectMany(_ => choices, (sofar, method) => new AuthAlternative
                {
                    Methods = [.. sofar.Methods, method.Id],
                    // Roles of other scheme types (OpenAPI 3.1) are no OAuth scopes.
                    Scopes = method is OAuth2Auth ? [.. sofar.Scopes.Union(scopes, StringComparer.Ordinal)] : sofar.Scopes,
                })
                .Take(MaximumAlternatives)
                .ToList();
        }

        return combined;
    }
}
