using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Schemas;
using Versori.Connectors.AI.Texts;
using Versori.Connectors.Texts;

namespace Versori.Connectors.AI.Endpoints;

/// <summary>An endpoint of a template as a model sees it.</summary>
internal sealed class AgentEndpoint
{
    private const int DescriptionLength = 300, DescriptionTokens = 120;

    private readonly Lazy<EndpointParameters> _parameters;

    public AgentEndpoint(
        ConnectionTemplate template,
        ConnectorDefinition definition,
        ConnectorEndpoint endpoint,
        string name,
        AgentToolOptions options)
    {
        Template = template;
        Definition = definition;
        Endpoint = endpoint;
        Name = name;
        Traits = EndpointTraits.Of(endpoint, options.IsRead?.Invoke(endpoint));
        var text = ModelText.Of(endpoint, DescriptionLength);
        var mark = endpoint.Deprecated ? " Deprecated." : "";
        Description = $"{TokenEstimate.Cut(text, DescriptionTokens)}{mark}";
        var room = options.DefinitionTokens - TokenEstimate.Of(Description) - TokenEstimate.Of(name);
        _parameters = new(() => EndpointParameters.Of(endpoint, definition.Schemas, room));
    }

    public ConnectionTemplate Template { get; }

    public ConnectorDefinition Definition { get; }

    public ConnectorEndpoint Endpoint { get; }

    /// <summary>The name, legal and unique.</summary>
    public string Name { get; }

    public string Description { get; }

    public EndpointTraits Traits { get; }

    /// <summary>The parameters, which are written when they are needed first.</summary>
    public EndpointParameters Parameters => _parameters.Value;

    /// <summary>The schema of the parameters.</summary>
    public JsonElement Schema => Parameters.Schema;

    /// <summary>The endpoint in one line of a list.</summary>
    public string Row(int length) =>
        $"{Name}{(Traits.IsRead ? "" : " (write)")}: {ModelText.Of(Endpoint, length)}";

    /// <summary>The name, what it does, and its parameters.</summary>
    public JsonObject Describe() => new()
    {
        ["name"] = Name,
        ["description"] = Description,
        ["writes"] = !Traits.IsRead,
        ["parameters"] = AgentJson.Node(Schema),
    };
}
