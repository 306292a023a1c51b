namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Converts security requirements to alternatives of auth methods (OpenAPI 3.1 §4.8.30).</summary>
/// <param name="methods">The auth methods of each scheme.</param>
/// <param name="isFromHost">
/// Whether the host set the methods. Then schemes without a method are dropped without a warning.
/// </param>
internal sealed class SecurityRequirements(
    IReadOnlyDictionary<string, IReadOnlyList<AuthMethod>> methods, bool isFromHost)
{
    private const int MaximumAlternatives = 32;
    private const int MaximumSchemes = 32;

    /// <summary>
    /// Returns the alternatives; <see langword="null"/> when there are no requirements, or none that could be mapped.
    /// An empty list means that no authentication is needed.
    /// </summary>
    public IReadOnlyList<AuthAlternative>? Read(Node node)
    {
        if (node.Find("security") is not { } security) return null;
        var requirements = security.Items().ToList();
        if (requirements.Count == 0)
        {
            return security.Value.ValueKind == System.Text.Json.JsonValueKind.Array ? [] : null;
        }

        var alternatives = requirements.SelectMany(Alternatives).Distinct().Take(MaximumAlternatives).ToList();
        return alternatives.Count == 0 ? null : alternatives;
    }

    private IEnumerable<AuthAlternative> Alternatives(Node requirement)
    {
        if (!requirement.IsObject)
        {
            requirement.Warn("A security requirement must be an object. It is ignored.");
            return [];
        }

        if (requirement.Value.GetPropertyCount() > MaximumSchemes)
        {
            requirement.Warn($"The requirement has more than {MaximumSchemes} schemes. This alternative is dropped.");
            return [];
        }

        // All schemes of a requirement are needed. For a scheme with several flows, any one of them is sufficient.
        IEnumerable<AuthAlternative> combined = [new()];
        foreach (var scheme in requirement.Value.EnumerateObject())
        {
            var choices = methods.GetValueOrDefault(scheme.Name) ?? [];
            if (choices.Count == 0)
            {
                if (!isFromHost)
                {
                    requirement.Warn(
                        $"There is no auth method for the scheme '{scheme.Name}'. This alternative is dropped.");
                }

                return [];
            }

            var scopes = requirement.List(scheme.Name).Select(scope => scope.AsText()).OfType<string>().ToList();
            combined = combined
                .SelectMany(_ => choices, (alternative, method) => new AuthAlternative
                {
                    Methods = [.. alternative.Methods, method.Id],
                    // Roles of other scheme types (OpenAPI 3.1) are not OAuth scopes.
                    Scopes = method is OAuth2Auth
                        ? [.. alternative.Scopes.Union(scopes, StringComparer.Ordinal)]
                        : alternative.Scopes,
                })
                .Take(MaximumAlternatives)
                .ToList();
        }

        return combined;
    }
}
