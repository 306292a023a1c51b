namespace Versori.Connectors.AI;

/// <summary>How the endpoints of templates are offered to a model.</summary>
public enum AgentToolShape
{
    /// <summary>
    /// Each endpoint is a function, up to <see cref="AgentToolOptions.MaximumTools"/>; beyond, they are searched.
    /// </summary>
    Automatic,

    /// <summary>Each endpoint is a function, however many there are.</summary>
    Endpoints,

    /// <summary>
    /// A model searches endpoints, has one described, and calls it: a few functions for any number of endpoints.
    /// </summary>
    Search,

    /// <summary>
    /// Each endpoint is a function, and the AI service searches them itself. For clients that support
    /// <c>HostedToolSearchTool</c>; others send all definitions.
    /// </summary>
    HostedSearch,
}
