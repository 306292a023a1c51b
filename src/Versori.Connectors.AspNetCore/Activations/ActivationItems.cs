using System.Text.Json;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>An integration, and whether it was activated for the person.</summary>
internal sealed record IntegrationItem(string Integration, string Status);

/// <summary>The integrations that the person can activate.</summary>
internal sealed record IntegrationItems(IReadOnlyList<IntegrationItem> Items);

/// <summary>A template per owner, and the connection that it uses.</summary>
internal sealed record TemplateStateItem(
    string Template, string Connector, string? Connection, IReadOnlyList<ScopeStateItem> Scopes, string? StepUpUrl);

/// <summary>The scopes that a template needs of an auth method, against those that were granted.</summary>
internal sealed record ScopeStateItem(
    string Method, IReadOnlyList<string> Needed, IReadOnlyList<string> Granted, IReadOnlyList<string> Missing);

/// <summary>Something that is missing or wrong; <c>location</c> is a JSON pointer into an activation.</summary>
internal sealed record MissingItem(string Code, string Message, string? Location);

/// <summary>The state of an integration for a person.</summary>
internal sealed record ActivationItem(
    string Integration,
    string Owner,
    string Status,
    long Revision,
    IReadOnlyList<TemplateStateItem> Templates,
    JsonElement Variables,
    JsonElement? VariableSchema,
    IReadOnlyList<MissingItem> Missing);

/// <summary>A request to activate an integration.</summary>
internal sealed record ActivateItem
{
    // Settable: generated code gives init-only properties that are missing no default.
    public IReadOnlyDictionary<string, string> Connections { get; set; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public JsonElement? Variables { get; set; }

    public long? Revision { get; set; }
}

/// <summary>How much was deleted with a person.</summary>
internal sealed record DeletedPersonItem(
    int Connections,
    int Activations,
    int Bindings,
    int ConnectSessions,
    int SignIns,
    int Conversations,
    bool IsErasedFromAudit);
