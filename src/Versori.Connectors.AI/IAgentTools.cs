namespace Versori.Connectors.AI;

/// <summary>Makes functions for models from the endpoints of templates.</summary>
/// <remarks>
/// Safe for concurrent use. What does not depend on the owner is kept as long as the template and its connector do not
/// change, so toolsets can be made for each conversation.
/// </remarks>
public interface IAgentTools
{
    /// <summary>Makes the functions of templates for one owner.</summary>
    /// <param name="templates">
    /// The templates: exactly their endpoints can be called. Names of functions begin with the template's name if there
    /// are several.
    /// </param>
    /// <param name="owner">
    /// The person on whose behalf the model acts, whose connections are used by templates that have one for each owner.
    /// A model cannot change it. Templates with a shared connection use that of the host.
    /// </param>
    /// <param name="options">The settings; <see langword="null"/>: the defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// A template does not exist, or its connector has no published definition.
    /// </exception>
    ValueTask<AgentToolset> CreateAsync(
        IReadOnlyList<TemplateId> templates,
        Owner owner,
        AgentToolOptions? options = null,
        CancellationToken cancellationToken = default);
}
