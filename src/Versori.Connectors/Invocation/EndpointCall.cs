namespace Versori.Connectors;

/// <summary>A call to an endpoint: of a template, or of a connection independently of templates.</summary>
public sealed record EndpointCall
{
    /// <summary>Creates a call to an endpoint of a template.</summary>
    /// <param name="template">The template. Only its endpoints can be called.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    public EndpointCall(TemplateId template, string endpointId, Owner owner = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpointId);
        Template = template;
        EndpointId = endpointId;
        Owner = owner;
    }

    /// <summary>Creates a call to an endpoint of a connection's connector.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    public EndpointCall(ConnectionId connection, string endpointId)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpointId);
        Connection = connection;
        EndpointId = endpointId;
    }

    /// <summary>The template; <see langword="null"/> if the call is of a connection.</summary>
    public TemplateId? Template { get; }

    /// <summary>The connection; <see langword="null"/> if the call is of a template.</summary>
    public ConnectionId? Connection { get; }

    /// <summary>The owner of the connection, for templates that have one connection per owner.</summary>
    public Owner Owner { get; }

    /// <summary>The endpoint's id.</summary>
    public string EndpointId { get; }

    /// <summary>The arguments by name. Default: none.</summary>
    public EndpointArguments? Arguments { get; init; }

    /// <summary>The settings of the call: time limit, headers, media types. Default: those of the engine.</summary>
    public InvocationOptions? Options { get; init; }
}
