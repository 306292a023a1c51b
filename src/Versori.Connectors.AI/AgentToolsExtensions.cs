namespace Versori.Connectors.AI;

/// <summary>Makes functions of one template.</summary>
public static class AgentToolsExtensions
{
    /// <summary>Makes the functions of one template for one owner.</summary>
    /// <param name="tools">The service.</param>
    /// <param name="template">The template.</param>
    /// <param name="owner">The person on whose behalf the model acts. Default: the host.</param>
    /// <param name="options">The settings; <see langword="null"/>: the defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <inheritdoc cref="IAgentTools.CreateAsync" path="/exception" />
    public static ValueTask<AgentToolset> CreateAsync(
        this IAgentTools tools,
        TemplateId template,
        Owner owner = default,
        AgentToolOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return tools.CreateAsync([template], owner, options, cancellationToken);
    }

    /// <inheritdoc cref="CreateAsync(IAgentTools, TemplateId, Owner, AgentToolOptions?, CancellationToken)" />
    public static ValueTask<AgentToolset> CreateAsync(
        this IAgentTools tools,
        ConnectionTemplate template,
        Owner owner = default,
        AgentToolOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(template);
        return tools.CreateAsync(template.Id, owner, options, cancellationToken);
    }
}
