namespace Versori.Connectors.Activations;

/// <summary>The schema of an integration's variables, as the host declared it.</summary>
internal sealed record VariableSchema(string Integration, JsonSchema Schema);
