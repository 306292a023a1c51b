using Microsoft.Extensions.AI;

namespace Versori.Connectors.AI;

/// <summary>The functions of templates for one owner.</summary>
/// <remarks>Safe for concurrent use. Use it for this owner's conversations only.</remarks>
public sealed class AgentToolset
{
    internal AgentToolset(Owner owner, AgentToolShape shape, IReadOnlyList<AITool> tools, IReadOnlyList<string> names)
    {
        Owner = owner;
        Shape = shape;
        Tools = tools;
        EndpointNames = names;
    }

    /// <summary>The owner whose connections are used.</summary>
    public Owner Owner { get; }

    /// <summary>The shape that was chosen; never <see cref="AgentToolShape.Automatic"/>.</summary>
    public AgentToolShape Shape { get; }

    /// <summary>
    /// The functions, for <c>ChatOptions.Tools</c>. Those that write are
    /// <see cref="ApprovalRequiredAIFunction"/>s: the client that invokes functions has to obtain the approval.
    /// </summary>
    /// <remarks>
    /// A function takes the endpoint's parameters by their names, and the content of the request as <c>body</c>. It
    /// returns JSON: <c>{"status":200,"data":…}</c>, or an error with what to do about it.
    /// </remarks>
    public IReadOnlyList<AITool> Tools { get; }

    /// <summary>The names of the endpoints as a model knows them, in the order of the templates' endpoints.</summary>
    public IReadOnlyList<string> EndpointNames { get; }
}
