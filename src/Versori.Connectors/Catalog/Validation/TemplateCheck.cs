using Versori.Connectors.Connecting;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Checks a template against the definition that it links to.</summary>
internal static class TemplateCheck
{
    public static void ThrowIfInvalid(ConnectionTemplate template, ConnectorDefinition definition)
    {
        if (string.IsNullOrWhiteSpace(template.Id.Integration) || string.IsNullOrWhiteSpace(template.Id.Name))
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidArgument, "A template needs the name of its integration and its own.", "id");
        }

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
                $"The connector '{definition.Id}' has no endpoint '{unknownEndpoint}'.",
                unknownEndpoint);
        }

        var unknownMethod = template.AuthMethods.FirstOrDefault(
            id => definition.AuthMethods.All(method => method.Id != id));
        if (unknownMethod is not null)
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidArgument,
                $"The connector '{definition.Id}' has no auth method '{unknownMethod}'.",
                unknownMethod);
        }
    }

    private static void ThrowIfNotStorable(string text, string location)
    {
        if (StoredText.Problem(text) is not { } problem) return;
        throw ConnectionErrors.Create(
            ConnectorErrorCode.InvalidArgument, $"A text of the template's {location} {problem}", location);
    }
}
