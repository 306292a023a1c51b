using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// The properties of a Power Platform connector (<c>apiProperties.json</c>): what a connection supplies, and policies.
/// </summary>
internal sealed class PowerProperties
{
    private readonly Dictionary<string, PowerParameter> _parameters = new(StringComparer.OrdinalIgnoreCase);
    private readonly OrderedDictionary<string, ConnectorInput> _inputs = new(StringComparer.Ordinal);

    public PowerProperties(Node? root)
    {
        if (root?.Object("properties") is not { } properties) return;
        Sets.Add(Parameters(properties.Object("connectionParameters")));
        foreach (var set in properties.Object("connectionParameterSets")?.List("values") ?? [])
            if (set.IsObject) Sets.Add(Parameters(set.Object("parameters")));
        Sets.RemoveAll(set => set.Count == 0);
        foreach (var policy in properties.List("policyTemplateInstances").Where(policy => policy.IsObject))
            Policies.Add(new(policy));
        if (properties.Find("scriptOperations") is { } scripts)
            scripts.WarnLeftOut("Custom code of operations is left out. Requests are sent as the definition states.");
    }

    /// <summary>The parameters of each way to connect.</summary>
    public List<List<PowerParameter>> Sets { get; } = [];

    /// <summary>The policies.</summary>
    public List<PowerPolicy> Policies { get; } = [];

    /// <summary>The inputs that expressions use.</summary>
    public IEnumerable<ConnectorInput> Inputs => _inputs.Values;

    /// <summary>Whether a document is one of properties.</summary>
    public static bool Matches(System.Text.Json.JsonElement root) =>
        root.ValueKind == System.Text.Json.JsonValueKind.Object
        && root.TryGetProperty("properties", out var properties)
        && properties.ValueKind == System.Text.Json.JsonValueKind.Object
        && (properties.TryGetProperty("connectionParameters", out _)
            || properties.TryGetProperty("connectionParameterSets", out _)
            || properties.TryGetProperty("policyTemplateInstances", out _));

    /// <summary>Returns a parameter; <see langword="null"/> if there is none.</summary>
    public PowerParameter? Find(string name) => _parameters.GetValueOrDefault(name);

    /// <summary>Makes a parameter an input, because a URL or a header uses it.</summary>
    public void UseInput(string name) =>
        _inputs.TryAdd(name, Find(name)?.ToInput() ?? new ConnectorInput { Name = name });

    /// <summary>Returns an input that an expression uses.</summary>
    public ConnectorInput Input(string name) => Find(name)?.ToInput() ?? new ConnectorInput { Name = name };

    /// <summary>Whether one of the names is a secret.</summary>
    public bool HasSecret(IEnumerable<string> names) => names.Any(name => Find(name)?.IsSecret == true);

    private List<PowerParameter> Parameters(Node? node)
    {
        var set = new List<PowerParameter>();
        foreach (var (name, parameter) in node?.Entries() ?? [])
        {
            // A token has further parameters that tell where the person comes from.
            if (name.StartsWith("token:", StringComparison.OrdinalIgnoreCase)) continue;
            if (!parameter.IsObject)
            {
                parameter.Warn("A connection parameter must be an object. It is ignored.");
                continue;
            }

            var read = new PowerParameter(name, parameter);
            if (read.Type == "gatewaysetting")
            {
                parameter.WarnLeftOut("Connections through an on-premises gateway are left out.");
                continue;
            }

            set.Add(read);
            _parameters.TryAdd(name, read);
        }

        return set;
    }
}
