using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// A policy that changes requests (https://learn.microsoft.com/connectors/custom-connectors/policy-templates).
/// </summary>
internal sealed class PowerPolicy
{
    private const string Prefix = "x-ms-apimTemplateParameter.";

    private readonly Node? _parameters;

    public PowerPolicy(Node node)
    {
        Node = node;
        Id = node.Text("templateId")?.Trim().ToLowerInvariant() ?? "";
        _parameters = node.Object("parameters");
        var section = _parameters?.Find("x-ms-apimTemplate-policySection");
        IsOfResponse = section?.Value.ValueKind == JsonValueKind.String
            && section.Value.GetString()!.Equals("Response", StringComparison.OrdinalIgnoreCase);
        var operations = _parameters?.Find("x-ms-apimTemplate-operationName");
        Operations = operations is { Value.ValueKind: JsonValueKind.Array }
            ? operations.Items().Select(item => item.AsText()).OfType<string>().ToHashSet(StringComparer.Ordinal)
            : [];
    }

    public Node Node { get; }

    /// <summary>The kind of the policy, in lower case.</summary>
    public string Id { get; }

    /// <summary>Whether it changes responses.</summary>
    public bool IsOfResponse { get; }

    /// <summary>The ids of the operations it applies to; empty for all of them.</summary>
    public HashSet<string> Operations { get; }

    /// <summary>Returns a parameter that is text.</summary>
    public string? Text(string name) =>
        _parameters?.Find(Prefix + name) is { Value.ValueKind: JsonValueKind.String } found
            ? found.Value.GetString()
            : null;

    /// <summary>States that the policy is not applied.</summary>
    public void LeaveOut() => Node.WarnLeftOut($"The policy '{Id}' is left out. Requests are sent without it.");
}
