using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>An endpoint that pages describe.</summary>
internal sealed class FoundEndpoint(string method, PathText path, Stated source)
{
    private readonly Dictionary<(string Name, string In), FoundParameter> _parameters = [];

    public string Method { get; } = method;

    public PathText Path { get; set; } = path;

    public Stated Source { get; } = source;

    public string? Summary { get; set; }

    public string? Description { get; set; }

    public BodyShape Body { get; } = new();

    public OrderedDictionary<int, BodyShape> Responses { get; } = [];

    public ICollection<FoundParameter> Parameters => _parameters.Values;

    /// <summary>Adds a parameter, unless it is known already.</summary>
    public void Add(FoundParameter parameter) => _parameters.TryAdd((parameter.Name, parameter.In), parameter);
}
