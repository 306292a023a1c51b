using System.Runtime.CompilerServices;
using Versori.Connectors.Connecting;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Checks a template against the definition that it links to.</summary>
internal static class TemplateCheck
{
    /// <summary>How many ids an error names.</summary>
    private const int MaximumNamed = 3;

    /// <summary>Refuses the name of an integration that would make ids ambiguous.</summary>
    /// <exception cref="ArgumentException">It contains a slash.</exception>
    public static void ThrowIfNotIntegration(
        string integration, [CallerArgumentExpression(nameof(integration))] string? argument = null)
    {
        if (SlashProblem(integration) is { } problem) throw new ArgumentException(problem, argument);
    }

    public static void ThrowIfInvalid(ConnectionTemplate template, ConnectorDefinition definition)
    {
        if (string.IsNullOrWhiteSpace(template.Id.Integration) || string.IsNullOrWhiteSpace(template.Id.Name))
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidArgument, "A template needs the name of its integration and its own.", "id");
        }

        if (SlashProblem(template.Id.Integration) is { } problem)
            throw ConnectionErrors.Create(ConnectorErrorCode.InvalidArgument, problem, "id");
        ThrowIfNotStorable(template.Id.Integration, "id");
        ThrowIfNotStorable(template.Id.Name, "id");
        foreach (var endpoint in template.Endpoints) ThrowIfNotStorable(endpoint, "endpoints");
        foreach (var method in template.AuthMethods) ThrowIfNotStorable(method, "authMethods");

        var unknownEndpoint = template.Endpoints.FirstOrDefault(
            id => definition.Endpoints.All(endpoint => endpoint.Id != id));
        if (unknownEndpoint is not null)
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.UnknownEndpoint,
                $"The connector '{definition.Id}' has no endpoint '{unknownEndpoint}'. "
                    + Nearest(unknownEndpoint, definition.Endpoints.Select(endpoint => endpoint.Id)),
                unknownEndpoint);
        }

        var unknownMethod = template.AuthMethods.FirstOrDefault(
            id => definition.AuthMethods.All(method => method.Id != id));
        if (unknownMethod is not null)
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidArgument,
                $"The connector '{definition.Id}' has no auth method '{unknownMethod}'. "
                    + Nearest(unknownMethod, definition.AuthMethods.Select(method => method.Id)),
                unknownMethod);
        }
    }

    private static string Nearest(string unknown, IEnumerable<string> names)
    {
        var nearest = string.Join(", ", NearestNames.Of(unknown, names).Take(MaximumNamed));
        return nearest.Length == 0 ? "It has none." : $"The most similar ids are {nearest}.";
    }

    private static string? SlashProblem(string integration) =>
        integration.Contains('/', StringComparison.Ordinal)
            ? $"The name of the integration, '{integration}', contains a slash, which separates it from the names "
                + "of its templates. Use another character."
            : null;

    private static void ThrowIfNotStorable(string text, string location)
    {
        if (StoredText.Problem(text) is not { } problem) return;
        throw ConnectionErrors.Create(
            ConnectorErrorCode.InvalidArgument, $"A text of the template's {location} {problem}", location);
    }
}
