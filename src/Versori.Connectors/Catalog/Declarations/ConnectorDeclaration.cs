namespace Versori.Connectors.Catalog;

/// <summary>A connector that the host declares at start-up, with the templates that link to it.</summary>
/// <param name="definition">Returns the definition when the host starts, with what the templates need.</param>
internal sealed class ConnectorDeclaration(
    Func<IServiceProvider, IReadOnlyList<TemplateDeclaration>, CancellationToken, Task<ConnectorDefinition>> definition)
{
    /// <summary>The templates, in the order in which they were declared.</summary>
    public List<TemplateDeclaration> Templates { get; } = [];

    public Task<ConnectorDefinition> GetDefinitionAsync(
        IServiceProvider services, CancellationToken cancellationToken) =>
        definition(services, Templates, cancellationToken);
}
