using Microsoft.Extensions.Hosting;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Catalog;

/// <summary>
/// Applies what the host declares when it starts: creates connectors that do not exist, adds what existing ones lack,
/// and links the templates. What is there already stays, so that every start and every process can do it.
/// </summary>
internal sealed class DeclaredConnectors(
    IEnumerable<ConnectorDeclaration> declarations,
    ConnectorChanges changes,
    TemplateLinks links,
    IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var declaration in declarations)
        {
            var definition = await declaration.GetDefinitionAsync(services, cancellationToken).ConfigureAwait(false);
            foreach (var template in declaration.Templates) ThrowIfEndpointUnknown(template, definition);
            await changes.ExtendAsync(definition, cancellationToken).ConfigureAwait(false);
            foreach (var template in declaration.Templates)
            {
                var planned = new PlannedConnector
                {
                    TemplateName = template.Id.Name,
                    Definition = definition,
                    Endpoints = template.Endpoints,
                    Sharing = template.Sharing ?? TemplateSharing.Shared,
                };
                var keepsSharing = template.Sharing is null;
                await links.LinkAsync(planned, template.Id.Integration, keepsSharing, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void ThrowIfEndpointUnknown(TemplateDeclaration template, ConnectorDefinition definition)
    {
        var unknown = template.Endpoints.FirstOrDefault(id => definition.Endpoints.All(known => known.Id != id));
        if (unknown is null) return;
        throw ConnectionErrors.Create(
            ConnectorErrorCode.UnknownEndpoint,
            $"The template '{template.Id}' needs the endpoint '{unknown}', which the declared definition of "
                + $"'{definition.Id}' does not have.",
            unknown);
    }
}
