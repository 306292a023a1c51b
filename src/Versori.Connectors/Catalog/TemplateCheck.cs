using Versori.Connectors.Connecting;

namespace Versori.Connectors.Catalog;

/// <summary>Checks a template against the definition that it links to.</summary>
internal static class TemplateCheck
{
    public static void ThrowIfInvalid(ConnectionTemplate template, ConnectorDefinition definition)
    {
        if (string.IsNullOrWhiteSpace(template.Id.Integration) || string.IsNullOrWhiteSpace(template.Id.Name))
        {
            throw ConnectionErrors.Of(ConnectorErrorCode.InvalidArgument, "A template needs the name of its integration and one of its own.", "id");
        }

        foreach (var endpoint in template.Endpoints.Where(id => definition.Endpoints.All(endpoint => endpoint.Id != id)))
        {
            throw ConnectionErrors.Of(ConnectorErrorCode.UnknownEndpoint, $"The connector '{definition.Id}' has no endpoint '{endpoint}'.", endpoint);
        }

        foreach (var method in template.AuthMethods.Where(id => definition.AuthMethods.All(method => method.Id != id)))
        {
            throw ConnectionErrors.Of(ConnectorErrorCode.InvalidArgument, $"The connector '{definition.Id}' has no auth method '{method}'.", method);
        }
    }
}
